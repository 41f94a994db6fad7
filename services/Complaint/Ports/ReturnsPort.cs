using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>What plans ask of Returns.</summary>
public sealed class ReturnsPort(Peer<ReturnsService.ReturnsServiceClient> returns)
{
    /// <summary>Opens the return of a step, once.</summary>
    public async Task<PlanCommand> Request(Plan plan, Step step, ReturnGoods task, Call call)
    {
        var request = new RequestReturnRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            OrderId = plan.Order,
            Lines = { task.Lines.ToContract() },
            Reason = Reason(plan.About),
            EvidenceIds = { plan.Evidence },
            Cause = step.Cause(),
            CaseId = plan.Case,
        };
        var answer = await returns.Ask(StepCaller.Of(plan, step, call), (client, options) => client.RequestReturnAsync(request, options), call.Cancel);
        return answer.Return.State switch
        {
            ReturnState.Rejected => new PlanCommand.FollowReturn(answer.Return.ReturnId, ReturnMove.Rejected),
            ReturnState.Cancelled => new PlanCommand.FollowReturn(answer.Return.ReturnId, ReturnMove.Cancelled),
            _ => new PlanCommand.Answer(step.Asked, answer.Return.ReturnId, false),
        };
    }

    /// <summary>Tells which case a return belongs to.</summary>
    public Task AttachCase(Plan plan, Call call)
    {
        var request = new AttachCaseRequest { RequestId = StepRequest.Id($"{plan.Id}/attach"), ReturnId = plan.Return!.Target, CaseId = plan.Case };
        return returns.Ask(plan.By.ToCaller(call.Merchant), (client, options) => client.AttachCaseAsync(request, options), call.Cancel);
    }

    /// <summary>Calls off a return whose units are in another resolution (R-RET-2).</summary>
    public Task Cancel(Plan plan, Call call)
    {
        var request = new CancelReturnRequest
        {
            RequestId = StepRequest.Id($"{plan.Id}/cancel"),
            ReturnId = plan.Return!.Target,
            Reason = "the units are in another return, refund or replacement already (R-RET-2)",
        };
        return returns.Ask(plan.By.ToCaller(call.Merchant), (client, options) => client.CancelReturnAsync(request, options), call.Cancel);
    }

    private static ReturnReason Reason(CaseType about) => about switch
    {
        CaseType.Damaged => ReturnReason.Damaged,
        CaseType.WrongItem => ReturnReason.WrongItem,
        CaseType.Quality => ReturnReason.Quality,
        CaseType.RefusedDelivery => ReturnReason.RefusedDelivery,
        CaseType.ReturnRequest => ReturnReason.NoReason,
        _ => ReturnReason.Other,
    };
}
