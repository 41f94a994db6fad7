using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>R-REF-3: what a request reserves, never more than was paid and is not reserved yet.</summary>
internal static class Reservation
{
    public static bool Make(
        Account account, RequestRefund request, Deadlines policy, Instant now, [NotNullWhen(true)] out Parts? parts, [NotNullWhen(false)] out Refusal? refusal)
    {
        var goods = ImmutableArray.CreateBuilder<LinePart>();
        refusal = Malformed(account, request, now) ?? TakeAll(account, request, goods);
        var made = new Parts(goods.ToImmutable(), request.Freight, request.Compensation)
        {
            PriceDifferences =
            [
                .. request.PriceDifferences.GroupBy(difference => difference.LineId)
                    .Select(line => new PriceDifference(line.Key, Money.Sum(line.Select(difference => difference.Amount), request.Freight.Currency))),
            ],
            Postage = request.Postage,
            // Of an advance that is requested after the inspection only what came back is paid, and no more is kept back than that.
            Deduction = request is { Advance: true, Ended: not null }
                ? Money.Min(request.Deduction, Money.Sum(goods.Select(part => part.Amount), request.Deduction.Currency))
                : request.Deduction,
            Lessened = request.Lessened,
        };
        if (refusal is null && request is { Advance: true, Ended: { } ended } && made.CameBack(ended) is { Lines.IsEmpty: false } back)
            made = back;
        refusal ??= OutOfBounds(account, made, policy);
        parts = refusal is null ? made : null;
        return refusal is null;
    }

    private static Refusal? Malformed(Account account, RequestRefund request, Instant now)
    {
        var amounts = new[] { ("freight", request.Freight), ("compensation", request.Compensation), ("invoice_postage", request.Postage) };
        if (request.IsOfNothing)
            return Invalid("lines", "a refund names goods, freight, a price difference, postage of an invoice or compensation");
        if (request.OwedSince > now)
            return Invalid("owed_since", "not in the future");
        var currency = account.Order.Total.Currency;
        foreach (var (field, amount) in amounts)
            if (amount.IsNegative || amount.Currency != currency)
                return Invalid(field, $"an amount of {currency}, not negative");
        if (request.Deduction.IsNegative || request.Deduction.Currency != currency)
            return Invalid("deduction", $"an amount of {currency}, not negative");
        if (request.Lessened.Any(line => !line.Amount.IsPositive || line.Amount.Currency != currency) || request.Lessened.DistinctBy(line => line.LineId).Count() < request.Lessened.Length)
            return Invalid("lessened", $"each line once, an amount of {currency}, positive");
        return request.PriceDifferences.Any(difference => !difference.Amount.IsPositive || difference.Amount.Currency != currency)
            ? Invalid("price_differences", $"amounts of {currency}, positive")
            : null;
    }

    private static Refusal? TakeAll(Account account, RequestRefund request, ImmutableArray<LinePart>.Builder goods)
    {
        foreach (var asked in request.Lines.GroupBy(line => line.LineId))
        {
            if (Take(account, asked.Key, asked.Sum(line => line.Quantity), out var part) is { } refused)
                return refused;
            goods.Add(part!);
        }

        return null;
    }

    private static Refusal? Take(Account account, string lineId, int quantity, out LinePart? part)
    {
        part = null;
        if (account.Order.Line(lineId) is not { } line)
            return Unknown(lineId);
        var free = account.FreePieces(line);
        if (quantity > free.Length)
        {
            return new Refusal(RefundReasons.QuantityExceeded, "more pieces than are left to refund")
                .Rule("R-REF-3").With("line_id", lineId).With("allowed", $"{free.Length}");
        }

        if (account.Left(line).IsNegative)
            return Exceeds(account.Left(line)).With("line_id", lineId);
        part = new(lineId, [.. free.Take(quantity)], Money.Sum(account.Worth(line, free.Length).Take(quantity), line.Paid.Currency));
        return null;
    }

    private static Refusal? OutOfBounds(Account account, Parts parts, Deadlines policy) =>
        parts.PriceDifferences.Select(difference => OutOfBounds(account, parts, difference)).FirstOrDefault(refusal => refusal is not null)
        ?? (parts.Freight > account.LeftOfFreight ? Exceeds(account.LeftOfFreight)
            : parts.Restitution > account.LeftOfTotal ? Exceeds(account.LeftOfTotal)
            : parts.Postage > policy.InvoicePostage ? TooMuchPostage(policy.InvoicePostage)
            : parts.LessenedTotal > parts.Deduction || !parts.Lessened.All(line => IsWithin(line, parts)) ? Invalid("lessened", "at most the deduction, and what is refunded of the line")
            : parts.Deduction > parts.Goods ? Invalid("deduction", "at most what was paid for the goods")
            : parts.Total.IsZero ? Exceeds(parts.Total)
            : null);

    private static bool IsWithin(Lessened lessened, Parts parts) =>
        parts.Lines.Any(part => part.LineId == lessened.LineId && lessened.Pieces <= part.Pieces.Length && lessened.Amount <= part.Amount);

    private static Refusal? OutOfBounds(Account account, Parts parts, PriceDifference difference)
    {
        if (account.Order.Line(difference.LineId) is not { } line)
            return Unknown(difference.LineId);
        var goods = parts.Lines.Where(part => part.LineId == line.LineId).Select(part => part.Amount);
        var left = account.Left(line) - Money.Sum(goods, line.Paid.Currency);
        return difference.Amount > left ? Exceeds(left).With("line_id", line.LineId) : null;
    }

    private static Refusal Unknown(string lineId) => new Refusal(RefundReasons.LineUnknown, "the order has no such line").With("line_id", lineId);

    public static Refusal Exceeds(Money left) =>
        new Refusal(RefundReasons.RefundExceedsPaid, "more than was paid would be refunded")
            .Rule("R-REF-3").With("allowed", $"{Math.Max(0, left.Minor)}");

    private static Refusal TooMuchPostage(Money allowed) =>
        new Refusal(RefundReasons.PostageExceeded, "more postage than is paid back for an invoice").Rule("R-INV-3").With("allowed", $"{allowed.Minor}");

    private static Refusal Invalid(string field, string rule) => new Refusal(RefundReasons.InvalidRequest, $"{field}: {rule}").Field(field, rule);
}
