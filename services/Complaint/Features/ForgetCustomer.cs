using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Erasing;

namespace Aftersales.Complaints.Features;

/// <summary>An erasure deletes the photos of the customer's cases, and no search finds them by what was said any more.</summary>
public sealed class ForgetCustomer(Cases cases, CaseDesk desk, ForgetEvidence photos) : IForget
{
    private const int AtOnce = 100;

    public async Task Forget(string customer, Call call)
    {
        var token = "";
        do
        {
            var page = await cases.List(call, CaseLists.OfCustomer(customer), AtOnce, token);
            foreach (var row in page.Rows)
                await photos.Delete((await desk.Change(row.Aggregate, call, new CaseCommand.Forget())).State, call);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
    }
}
