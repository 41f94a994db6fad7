using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>A specialist takes the return under review (R-RET-3).</summary>
public sealed class StartReview(ReturnDesk desk)
{
    public Task<StartReviewResponse> Handle(StartReviewRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.StartReview(call.Caller.Decider.Person), after => new StartReviewResponse { Return = after });
}
