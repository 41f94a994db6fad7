using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns.Features.Replacements;

/// <summary>What specialists decide about a replacement (R-REP-1).</summary>
public sealed class ChangeReplacement(ReplacementDesk desk)
{
    public Task<ApproveReplacementResponse> Approve(ApproveReplacementRequest request, Call call) => desk.Change(
        request.ReplacementId, call, new ReplacementCommand.Approve(call.Caller.Decider.Person), after => new ApproveReplacementResponse { Replacement = after });

    public Task<PlaceReplacementResponse> Place(PlaceReplacementRequest request, Call call) => desk.Change(
        request.ReplacementId, call, new ReplacementCommand.Place(call.Caller.Decider.Person), after => new PlaceReplacementResponse { Replacement = after });

    public Task<CancelReplacementResponse> Cancel(CancelReplacementRequest request, Call call) => desk.Change(
        request.ReplacementId,
        call,
        new ReplacementCommand.Cancel(call.Caller.Decider.Person, request.Reason),
        after => new CancelReplacementResponse { Replacement = after });
}
