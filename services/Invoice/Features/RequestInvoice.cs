using System.Collections.Immutable;
using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>Somebody asks for an invoice: whatever the amount, however late (R-INV-1).</summary>
public sealed class RequestInvoice(OrdersInvoices orders, OrderFacts facts, TitleForm form, Titles titles)
{
    public async Task<RequestInvoiceResponse> Handle(RequestInvoiceRequest request, Call call)
    {
        var order = await facts.Of(request.OrderId, call);
        var title = await form.Read(request.Title, request.TitleId, order.CustomerId, request.Kind, call);
        var replaces = request.ReplacesInvoiceId.Length > 0 ? request.ReplacesInvoiceId : null;
        if (replaces is not null && request.Parts.Count > 0)
            throw new RefusedException(PlatformReasons.Invalid("parts", "an invoice that takes the place of another bills what is left of that one"));

        var command = new Domain.RequestInvoice(
            Ids.New("inv", call.Now), request.Kind.ToDomain(), order, title.Sealed, title.NumberWarning, request.Parts.ToDomain(), replaces);
        return await orders.Change(request.OrderId, call, command, after => new RequestInvoiceResponse
        {
            // One that was ticked at the order was there before, and got this title.
            Invoice = after.ToInvoice(after.State.Invoices.Last(invoice => invoice.SealedTitle == title.Sealed).InvoiceId, titles),
        });
    }
}

internal static class AskedParts
{
    /// <exception cref="RefusedException">INVALID_REQUEST: a line is named twice, or neither pieces nor an amount are given.</exception>
    public static ImmutableArray<AskedPart> ToDomain(this IEnumerable<InvoicePart> parts)
    {
        var asked = parts.Select(part => new AskedPart(part.LineId, part.Quantity, part.Amount?.ToDomain())).ToImmutableArray();
        if (asked.Select(part => part.LineId).Distinct().Count() != asked.Length)
            throw new RefusedException(PlatformReasons.Invalid("parts", "each line at most once"));
        if (asked.Any(part => part.Amount is { } amount && (!amount.IsPositive || amount.Currency != Currency.Cny)))
            throw new RefusedException(PlatformReasons.Invalid("parts.amount", "must be positive, in CNY"));
        return asked.Any(part => part is { Quantity: 0, Amount: null })
            ? throw new RefusedException(PlatformReasons.Invalid("parts", "each names pieces, an amount, or both"))
            : asked;
    }
}
