using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>What is open now, from the sums that are kept with the cases.</summary>
public sealed class OpenCounts(CaseDesk desk, IStore store, BusinessCalendar calendar)
{
    public async Task<OpenCases> Read(Call call)
    {
        var types = await store.AllUnder(call.Merchant, CaseSums.OpenByType, call.Cancel);
        var owners = await store.AllUnder(call.Merchant, CaseSums.OpenByOwner, call.Cancel);
        return OpenCases.Of(
            types.Select(sum => (CaseSums.ReadOpenByType(sum.Name), sum.Value)),
            owners.Select(sum => (CaseSums.ReadOpenByOwner(sum.Name), sum.Value)),
            desk.Policy(call).Reports,
            calendar.Today(call.Now));
    }
}
