using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public static partial class InvoiceDecider
{
    // R-INV-1: neither an amount's size nor its age is looked at, and nothing left to invoice is an answer, not a refusal.
    private static Decision<InvoiceEvent> On(RequestInvoice request, OrderInvoices? order, InvoiceTerms terms, Instant now)
    {
        if (request.Replaces is { } wrong)
            return Replace(request, wrong, order, terms, now);

        var known = Known(request.Order, order, terms);
        var ticked = known.Invoices.FirstOrDefault(invoice => invoice is { Case: InvoiceCase.AtOrder, State: InvoiceState.Requested });
        var left = known.Left(except: ticked?.InvoiceId);
        if (request.Lines.IsEmpty && ticked is null && !left.Any(line => line.Amount.IsPositive) && known.Live.LastOrDefault() is { } live)
            return new Refusal(InvoiceReasons.AlreadyInvoiced, "the order's amounts are invoiced already").With("invoice_id", live.InvoiceId);
        if (Share(request.Lines, left, InvoiceReasons.AmountExceeded, out var billed) is { } refusal)
            return refusal;

        var form = Form(request, ticked?.RequestedAt ?? now, terms);
        return ticked is null
            ? new Requested(now, request.InvoiceId, request.Order.CustomerId, form, known.Paid, billed, terms.Policy.Version)
            : new Corrected(now, ticked.InvoiceId, request.Order.DispatchedAt is null ? form with { Case = InvoiceCase.AtOrder } : form, known.Paid, billed);
    }

    // What was ticked at the order needs nobody to ask for it; what was unticked before anybody named a title is not wanted (R-INV-3).
    private static Decision<InvoiceEvent> On(FollowOrder follow, OrderInvoices? order, InvoiceTerms terms, Instant now)
    {
        if (order is { Invoices.IsEmpty: false })
            return Decision<InvoiceEvent>.Of(order.Invoices.Select(invoice => Follow(invoice, follow.Order, terms, now)).OfType<InvoiceEvent>());
        if (follow.Order is not { IsTicked: true, IsPaid: true, IsCancelled: false })
            return Nothing;

        var known = Known(follow.Order, order, terms);
        var kind = terms.Policy.OrderKind;
        var form = new InvoiceForm(
            InvoiceCase.AtOrder, kind, follow.SealedTitle, follow.TaxpayerNumberWarning, IsPart: false,
            Waits(kind, follow.SealedTitle, follow.Order), terms.Promise(kind, now, follow.Order.ReceivedAt));
        return new Requested(now, follow.InvoiceId, follow.Order.CustomerId, form, known.Paid, known.Left(), terms.Policy.Version);
    }

    private static InvoiceEvent? Follow(Invoice invoice, PaidOrder facts, InvoiceTerms terms, Instant now)
    {
        if (invoice.State != InvoiceState.Requested)
            return null;
        if (invoice is { Case: InvoiceCase.AtOrder, SealedTitle: null } && !facts.IsTicked)
            return new Withdrawn(now, invoice.InvoiceId);
        var waits = Waits(invoice.Kind, invoice.SealedTitle, facts);
        return waits == invoice.WaitsFor ? null
            : invoice.WaitsFor is WaitsFor.Payment or WaitsFor.Receipt
                ? new OrderFollowed(now, invoice.InvoiceId, waits, terms.Promise(invoice.Kind, now, facts.ReceivedAt))
                : new OrderFollowed(now, invoice.InvoiceId, waits, invoice.Promise);
    }

    private static Decision<InvoiceEvent> On(CorrectInvoice correct, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        if (invoice.State != InvoiceState.Requested)
            return WrongState(invoice, InvoiceState.Requested);
        var known = correct.Order is null ? order : Known(correct.Order, order, terms, except: invoice.InvoiceId);
        var left = known.Unbilled(except: invoice.InvoiceId);
        if (Share(correct.Lines, left, InvoiceReasons.AmountExceeded, out var billed) is { } refusal)
            return refusal;
        if (correct.Lines.IsEmpty && invoice.IsPart)
            billed = Billing.AtMost(invoice.Billed, left);

        var kind = correct.Kind ?? invoice.Kind;
        var title = correct.SealedTitle ?? invoice.SealedTitle;
        var received = correct.Order?.ReceivedAt ?? (invoice.WaitsFor == WaitsFor.Receipt ? null : invoice.RequestedAt);
        var form = new InvoiceForm(
            invoice.Case, kind, title, correct.SealedTitle is null ? invoice.TaxpayerNumberWarning : correct.TaxpayerNumberWarning,
            invoice.IsPart || !correct.Lines.IsEmpty, correct.Order is null ? invoice.WaitsFor : Waits(kind, title, correct.Order),
            kind == invoice.Kind ? invoice.Promise : terms.Promise(kind, now, received));
        return new Corrected(now, invoice.InvoiceId, form, known.Paid, billed);
    }

    /// <summary>What is left to invoice of each line of an order, as its latest version has it.</summary>
    public static ImmutableArray<BilledLine> Left(PaidOrder facts, OrderInvoices? order, InvoiceTerms terms) => Known(facts, order, terms).Left();

    private static InvoiceForm Form(RequestInvoice request, Instant requested, InvoiceTerms terms) => new(
        CaseOf(request.Kind, request.Order), request.Kind, request.SealedTitle, request.TaxpayerNumberWarning, IsPart: !request.Lines.IsEmpty,
        Waits(request.Kind, request.SealedTitle, request.Order), terms.Promise(request.Kind, requested, request.Order.ReceivedAt));

    private static InvoiceCase CaseOf(InvoiceKind kind, PaidOrder facts) =>
        kind == InvoiceKind.VatSpecial ? InvoiceCase.VatSpecial : facts.IsTicked ? InvoiceCase.Missed : InvoiceCase.Supplement;

    private static WaitsFor Waits(InvoiceKind kind, SealedText? title, PaidOrder facts) =>
        !facts.IsPaid ? WaitsFor.Payment
        : kind == InvoiceKind.VatSpecial && facts.ReceivedAt is null ? WaitsFor.Receipt
        : title is null ? WaitsFor.Title
        : WaitsFor.Nothing;

    // The order as its latest version has it. What is invoiced or refunded already stays paid: facts that say less, or name the lines otherwise, are
    // for people to look at; together the lines never come to more than was paid because of it.
    private static OrderInvoices Known(PaidOrder facts, OrderInvoices? order, InvoiceTerms terms, string? except = null)
    {
        var told = Billing.Of(facts, terms.Policy);
        if (order is null)
            return OrderInvoices.Of(facts.CustomerId) with { Paid = told };
        var lines = told.Concat(order.Paid.Where(line => told.All(present => present.LineId != line.LineId))
            .Select(line => line with { Quantity = 0, Amount = Money.Cny(0) })).ToList();
        var bound = lines.ConvertAll(line => Bound(line.LineId, order, except));
        var elsewhere = Counted(order).Where(part => lines.TrueForAll(line => line.LineId != part.LineId));
        var spare = lines.Zip(bound, (line, least) => Billing.Less(line.Amount, least.Amount)).ToList();
        var room = Billing.Less(facts.Total, Money.Sum(bound.Concat(elsewhere).Select(part => part.Amount), Currency.Cny));
        if (Money.Sum(spare, Currency.Cny) > room)
            spare = [.. room.Allocate([.. spare.Select(amount => amount.Minor)])];
        return order with
        {
            CustomerId = facts.CustomerId,
            Paid = [.. lines.Select((line, at) => line with { Quantity = Math.Max(line.Quantity, bound[at].Quantity), Amount = bound[at].Amount + spare[at] })],
        };
    }

    // What of a line is invoiced or refunded.
    private static LinePart Bound(string lineId, OrderInvoices order, string? except)
    {
        var standing = order.Standing(lineId, except);
        var refunded = Counted(order).Where(part => part.LineId == lineId).ToList();
        return standing with
        {
            Quantity = standing.Quantity + refunded.Sum(part => part.Quantity),
            Amount = standing.Amount + Money.Sum(refunded.Select(part => part.Amount), Currency.Cny),
        };
    }

    private static IEnumerable<LinePart> Counted(OrderInvoices order) => order.Refunds.Where(refund => !refund.Failed).SelectMany(refund => refund.Counted);

    // The parts asked for, or everything left; refused where a part is more than that.
    private static Refusal? Share(ImmutableArray<AskedPart> asked, ImmutableArray<BilledLine> left, Reason exceeded, out ImmutableArray<BilledLine> shared)
    {
        shared = left;
        if (asked.IsEmpty)
            return null;
        var parts = ImmutableArray.CreateBuilder<BilledLine>();
        foreach (var part in asked)
        {
            if (left.FirstOrDefault(line => line.LineId == part.LineId) is not { } line)
                return new Refusal(InvoiceReasons.LineUnknown, "no such line").With("line_id", part.LineId);
            if (part.Quantity > line.Quantity)
                return new Refusal(InvoiceReasons.QuantityExceeded, "more pieces than are left").With("line_id", line.LineId).With("allowed", $"{line.Quantity}");
            var amount = part.Amount ?? line.Amount.Allocate([part.Quantity, line.Quantity - part.Quantity])[0];
            if (amount > line.Amount)
                return new Refusal(exceeded, "more than is left").Rule("R-INV-6").With("line_id", line.LineId).With("allowed", $"{line.Amount.Minor}");
            parts.Add(line with { Quantity = part.Quantity, Amount = amount });
        }

        shared = parts.ToImmutable();
        return null;
    }
}
