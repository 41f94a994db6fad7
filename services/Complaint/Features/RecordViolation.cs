using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Violation = Aftersales.Complaints.Domain.Violation;

namespace Aftersales.Complaints.Features;

/// <summary>Somebody puts down what the shop did; no fact of an order tells of a promise.</summary>
public sealed class RecordViolation(Cases cases, CaseDesk desk, Exposing exposing)
{
    public async Task<RecordViolationResponse> Handle(RecordViolationRequest request, Call call)
    {
        var command = await exposing.Risk((Violation)request.Violation, $"request/{call.RequestId}", call);
        return await cases.Change(
            request.CaseId,
            call,
            state => desk.Decide(call, state, command),
            found => new RecordViolationResponse { Points = found.State.Points(), Exposures = { found.State.ToExposures() } });
    }
}
