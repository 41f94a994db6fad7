using Aftersales.Invoices.Domain.Books;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Erasing;

namespace Aftersales.Invoices.Features;

/// <summary>An erasure deletes the titles that the customer saved: no later order is invoiced to one that nobody can read.</summary>
public sealed class ForgetTitles(Aggregates<TitleBook, TitleBookEvent> books) : IForget
{
    public async Task Forget(string customer, Call call)
    {
        if (await books.Find(call.Merchant, customer, call.Cancel) is not { } book)
            return;
        foreach (var title in book.State.Titles)
            await books.Change(customer, call, present => TitleBookDecider.Delete(present, title.TitleId, call.Now));
    }
}
