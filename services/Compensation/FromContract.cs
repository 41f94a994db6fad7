using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Money = Aftersales.Kernel.Money;
using Tier = Aftersales.Compensations.Domain.Tier;

namespace Aftersales.Compensations;

/// <summary>From the contract to the domain.</summary>
internal static class FromContract
{
    public static OrderFacts ToFacts(this OrderSnapshot order) => new(
        order.BuyerId,
        order.PaidAmount.ToMoney(),
        order.PaidTime?.ToInstant(),
        order.DispatchedTime?.ToInstant())
    {
        ShopId = order.ShopId,
        FreightPaid = order.FreightPaid.ToMoney(),
        Lines = [.. order.Lines.Select(line => new LineFacts(line.LineId, line.Quantity, line.Paid.ToMoney(), line.PromisedUnitPrice is { } promised ? promised.ToMoney() : null))],
        CancelledAt = order.CancelledTime?.ToInstant(),
        HasLeft = order.Status is OrderStatus.Dispatched or OrderStatus.Signed or OrderStatus.Settled,
    };

    /// <summary>The pieces concerned, each line once.</summary>
    /// <exception cref="RefusedException">LINE_UNKNOWN.</exception>
    public static ImmutableArray<Piece> ToPieces(this IEnumerable<LineQuantity> lines, OrderFacts order)
    {
        ImmutableArray<Piece> pieces = [.. lines.GroupBy(line => line.LineId).Select(line => new Piece(line.Key, line.Sum(l => l.Quantity)))];
        return pieces.FirstOrDefault(piece => order.Lines.All(line => line.Id != piece.Line)) is { } stranger
            ? throw new RefusedException(new Refusal(CompensationReasons.LineUnknown, "the order has no such line").With("line_id", stranger.Line))
            : pieces;
    }

    /// <summary>Whose decision it is. A service that acts for nobody is the suite itself.</summary>
    public static Decider ToDecider(this Caller caller)
    {
        var who = caller.Decider;
        return new(who.Person, who.IsService ? Tier.System : who.Tier == Contracts.Tier.Unspecified ? Tier.None : who.Tier.ToTier());
    }

    /// <summary>Unspecified is the suite itself.</summary>
    public static Tier ToTier(this Contracts.Tier tier) => tier switch
    {
        Contracts.Tier.L1 => Tier.L1,
        Contracts.Tier.L2 => Tier.L2,
        Contracts.Tier.Platform => Tier.Platform,
        _ => Tier.System,
    };

    /// <exception cref="RefusedException">INVALID_REQUEST: not CNY, or not above zero.</exception>
    public static Money ToAmount(this Contracts.Money amount, string field)
    {
        if (amount.CurrencyCode != Currency.Cny.Code)
            throw new RefusedException(PlatformReasons.Invalid($"{field}.currency_code", "must be CNY"));
        return amount.MinorUnits > 0
            ? Money.Cny(amount.MinorUnits)
            : throw new RefusedException(PlatformReasons.Invalid($"{field}.minor_units", "must be greater than zero"));
    }

    public static Instant ToInstant(this Timestamp time) => Instant.FromDateTimeOffset(time.ToDateTimeOffset());

    private static Money ToMoney(this Contracts.Money? amount) => amount is null ? Money.Cny(0) : new(amount.MinorUnits, Currency.Of(amount.CurrencyCode));
}
