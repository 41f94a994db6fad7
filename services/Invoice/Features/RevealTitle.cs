using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Books;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>A title in clear. Each reading is an event of what it is read from, with who and why (R-PPL-2).</summary>
public sealed class RevealTitle(OrdersInvoices orders, Aggregates<TitleBook, TitleBookEvent> books, Titles titles)
{
    public async Task<RevealTitleResponse> Handle(RevealTitleRequest request, Call call)
    {
        if (request.SubjectCase == RevealTitleRequest.SubjectOneofCase.TitleId)
        {
            return await books.Change(
                call.Person, call, book => TitleBookDecider.Reveal(book, request.TitleId, call.Person, request.Purpose, call.Now),
                after => Clear(after.State.Find(request.TitleId)!.Sealed));
        }

        var found = await orders.Of(request.InvoiceId, call);
        return await orders.Change(
            found.Id, call, new Domain.RevealTitle(request.InvoiceId, call.Person, request.Purpose), after => Clear(after.State.Find(request.InvoiceId)!.SealedTitle!));
    }

    private RevealTitleResponse Clear(SealedText sealedTitle) =>
        titles.Open(sealedTitle) is var title && title != Title.Gone ? new() { Title = title.ToClear() } : throw new RefusedException(PlatformReasons.Erased());
}
