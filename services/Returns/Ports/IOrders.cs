using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns.Ports;

/// <summary>
/// The order platform, where replacements are placed and the abnormal return of what they replace is registered (R-REP-1). Every call says our
/// number, under which it is done once.
/// </summary>
/// <remarks>No answer, or one that makes no sense, is <c>SERVICE_UNAVAILABLE</c>: it is unknown what happened; ask by number before anything is repeated.</remarks>
public interface IOrders
{
    /// <summary>What the platform is called in refusals.</summary>
    const string Name = "orders";

    /// <summary>Registers the abnormal return of goods that are not refunded. The same number with the same content registers once.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task RegisterReturn(AbnormalReturn abnormal, CancellationToken cancel);

    /// <summary>Withdraws an abnormal return. One that is not known needs nothing.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task WithdrawReturn(string returnNo, CancellationToken cancel);

    /// <summary>What became of an order of ours; null when the platform does not know the number.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<OrderNews?> Find(string orderNo, CancellationToken cancel);

    /// <summary>Places an order. The same number with the same content places once; what the platform refuses is news too.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<OrderNews> Place(OrderToPlace order, CancellationToken cancel);

    /// <summary>Cancels an order that has not left; what became of it is the news.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<OrderNews> Cancel(string orderNo, CancellationToken cancel);
}

/// <summary>It names the original order and no person: the platform knows the consignee.</summary>
/// <param name="PaidBy">Who pays it.</param>
public sealed record OrderToPlace(
    string OrderNo, string OriginalOrderNo, ReplacementKind Kind, CostPayer PaidBy, Money Value, ImmutableArray<OrderedGoods> Lines);

/// <param name="Part">Null for whole pieces.</param>
public sealed record OrderedGoods(string LineId, string Sku, int Quantity, string? Part);

public sealed record AbnormalReturn(string ReturnNo, string OrderNo, ImmutableArray<OrderedGoods> Lines);
