using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What compensations need to know of an order.</summary>
/// <param name="BuyerId">The customer's pseudonymous id.</param>
/// <param name="PaidAmount">Base of every percentage; the amount payable while it is not paid.</param>
public sealed record OrderFacts(string BuyerId, Money PaidAmount, Instant? PaidAt, Instant? DispatchedAt)
{
    public string ShopId { get; init; } = "";

    /// <summary>What the shop was registered as; null while that is not known. Of the shop, and so not kept with the order.</summary>
    [JsonIgnore]
    public ShopType? RegisteredAs { get; init; }

    /// <summary>Freight contained in the paid amount.</summary>
    public Money FreightPaid { get; init; } = Money.Cny(0);

    public ImmutableArray<LineFacts> Lines { get; init; } = [];

    public Instant? CancelledAt { get; init; }

    /// <summary>Whether it left, even where nobody told when: imported orders do not say.</summary>
    public bool HasLeft { get; init; }

    /// <summary>Closed without ever having left.</summary>
    public bool NeverShipped => CancelledAt is not null && DispatchedAt is null && !HasLeft;

    /// <summary>R-COMP-4: paid, and not on its way within the hours. An order that was closed before is not late.</summary>
    public bool IsOverdue(int hours, Instant now) =>
        PaidAt is { } paid && (DispatchedAt is not null || !HasLeft) && (DispatchedAt ?? CancelledAt ?? now) - paid >= Duration.FromHours(hours);

    /// <summary>Paid for these pieces, each line's share rounded half up; null where none are named or one is not of the order.</summary>
    public Money? PaidFor(ImmutableArray<Piece> pieces)
    {
        if (pieces.IsEmpty)
            return null;
        var sum = Money.Zero(PaidAmount.Currency);
        foreach (var piece in pieces)
        {
            if (Lines.FirstOrDefault(line => line.Id == piece.Line) is not { } line)
                return null;
            sum += line.PaidFor(piece.Quantity);
        }

        return sum;
    }
}

/// <summary>One line of an order.</summary>
/// <param name="Paid">Paid for the whole line.</param>
/// <param name="PromisedPrice">What the page promised for one piece; null where nothing else was promised than was paid.</param>
public sealed record LineFacts(string Id, int Quantity, Money Paid, Money? PromisedPrice = null)
{
    /// <summary>At most the whole line's.</summary>
    public Money PaidFor(int pieces) => Quantity == 0 ? Money.Zero(Paid.Currency) : Paid.Times(Math.Min(pieces, Quantity), Quantity);
}

/// <summary>A quantity of one line.</summary>
public sealed record Piece(string Line, int Quantity);
