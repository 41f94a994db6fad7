using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>A supervisor has seen to a breach at the platform's tier (R-CLK-3).</summary>
public sealed class AcknowledgeAlert(Cases cases, CaseDesk desk)
{
    public Task<AcknowledgeAlertResponse> Handle(AcknowledgeAlertRequest request, Call call)
    {
        var command = new CaseCommand.AcknowledgeAlert(call.Actor(), request.Number);
        return cases.Change(
            request.CaseId,
            call,
            state => desk.Decide(call, state, command),
            found => new AcknowledgeAlertResponse { Alert = found.State.BreachList[request.Number - 1].ToContract(found.Id, call.Now) });
    }
}
