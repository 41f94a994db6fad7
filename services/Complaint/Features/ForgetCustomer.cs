using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Erasing;

namespace Aftersales.Complaints.Features;

/// <summary>An erasure deletes the photos of the customer's cases, and no search finds them by what was said any more.</summary>
public sealed class ForgetCustomer(Cases cases, CaseDesk desk, ForgetEvidence photos) : IForget
{
    public async Task Forget(string customer, Call call)
    {
        await foreach (var row in cases.ListAll(call, CaseLists.OfCustomer(customer)))
            await photos.Delete((await desk.Change(row.Aggregate, call, new CaseCommand.Forget())).State, call);
    }
}
