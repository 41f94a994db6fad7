using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>What may be offered for a case as compensation; nothing is written.</summary>
public sealed class QuoteRemedies(CaseDesk desk, CompensationsPort compensations)
{
    public async Task<QuoteRemediesResponse> Handle(QuoteRemediesRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        return found.State.Order is null
            ? throw new RefusedException(new(CaseReasons.CaseHasNoOrder, "the case is about no order"))
            : await compensations.Quote(found.State, (GoodwillPart)request.Part, request.Lines.ToDomain(), call);
    }
}
