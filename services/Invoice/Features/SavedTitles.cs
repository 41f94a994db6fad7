using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Books;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using SavedTitle = Aftersales.Invoices.Domain.Books.SavedTitle;

namespace Aftersales.Invoices.Features;

/// <summary>A customer's own titles: saved sealed, shown masked (R-PPL-2).</summary>
public sealed class SavedTitles(Aggregates<TitleBook, TitleBookEvent> books, TitleForm form, OrdersInvoices orders, Titles titles)
{
    public Task<SaveTitleResponse> Handle(SaveTitleRequest request, Call call)
    {
        var written = form.Seal(request.Title, InvoiceKind.Ordinary, call);
        var saved = new SavedTitle(Ids.New("ttl", call.Now), written.Sealed, written.NumberWarning, request.IsDefault);
        return books.Change(
            call.Person, call, book => TitleBookDecider.Save(book, saved, orders.Terms(call).Policy.TitlesPerCustomer, call.Now),
            after => new SaveTitleResponse { Title = saved.ToSavedTitle(titles) });
    }

    public async Task<ListTitlesResponse> Handle(ListTitlesRequest request, Call call)
    {
        var book = await books.Find(call.Merchant, call.Person, call.Cancel);
        return new() { Titles = { (book?.State.Titles ?? []).Select(title => title.ToSavedTitle(titles)) } };
    }

    public Task<DeleteTitleResponse> Handle(DeleteTitleRequest request, Call call) => books.Change(
        call.Person, call, book => TitleBookDecider.Delete(book, request.TitleId, call.Now), _ => new DeleteTitleResponse());
}
