using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>R-REF-3: what a request reserves, never more than was paid and is not reserved yet.</summary>
internal static class Reservation
{
    public static bool Make(Account account, RequestRefund request, [NotNullWhen(true)] out Parts? parts, [NotNullWhen(false)] out Refusal? refusal)
    {
        parts = null;
        if (Malformed(account, request) is { } malformed)
        {
            refusal = malformed;
            return false;
        }

        var lines = ImmutableArray.CreateBuilder<LinePart>();
        foreach (var asked in request.Lines.GroupBy(line => line.LineId))
        {
            if (Take(account, asked.Key, asked.Sum(line => line.Quantity), out var part) is { } refused)
            {
                refusal = refused;
                return false;
            }

            lines.Add(part!);
        }

        var made = new Parts(lines.ToImmutable(), request.Freight, request.Compensation);
        refusal = OutOfBounds(account, made);
        parts = refusal is null ? made : null;
        return refusal is null;
    }

    private static Refusal? Malformed(Account account, RequestRefund request)
    {
        if (request.Lines.IsEmpty && request.Freight.IsZero && request.Compensation.IsZero)
            return Invalid("lines", "a refund names goods, freight or compensation");
        var currency = account.Order.Total.Currency;
        foreach (var (field, amount) in new[] { ("freight", request.Freight), ("compensation", request.Compensation) })
            if (amount.IsNegative || amount.Currency != currency)
                return Invalid(field, $"an amount of {currency}, not negative");
        return null;
    }

    private static Refusal? Take(Account account, string lineId, int quantity, out LinePart? part)
    {
        part = null;
        if (account.Order.Line(lineId) is not { } line)
            return new Refusal(RefundReasons.LineUnknown, "the order has no such line").With("line_id", lineId);
        var free = account.FreePieces(line);
        if (quantity > free.Length)
        {
            return new Refusal(RefundReasons.QuantityExceeded, "more pieces than are left to refund")
                .Rule("R-REF-3").With("line_id", lineId).With("allowed", $"{free.Length}");
        }

        var shares = line.Shares();
        ImmutableArray<int> pieces = [.. free.Take(quantity)];
        part = new(lineId, pieces, Money.Sum(pieces.Select(piece => shares[piece]), line.Paid.Currency));
        return part.Amount <= account.Left(line) ? null : Exceeds(account.Left(line)).With("line_id", lineId);
    }

    private static Refusal? OutOfBounds(Account account, Parts parts) =>
        parts.Freight > account.LeftOfFreight ? Exceeds(account.LeftOfFreight)
        : parts.Restitution > account.LeftOfTotal ? Exceeds(account.LeftOfTotal)
        : parts.Total.IsZero ? Exceeds(parts.Total)
        : null;

    private static Refusal Exceeds(Money left) =>
        new Refusal(RefundReasons.RefundExceedsPaid, "more than was paid would be refunded")
            .Rule("R-REF-3").With("allowed", $"{Math.Max(0, left.Minor)}");

    private static Refusal Invalid(string field, string rule) => new Refusal(RefundReasons.InvalidRequest, $"{field}: {rule}").Field(field, rule);
}
