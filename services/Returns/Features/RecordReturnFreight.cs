using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>What the way back really cost, and what the insurance paid of it (R-RET-6).</summary>
public sealed class RecordReturnFreight(ReturnDesk desk)
{
    public Task<RecordReturnFreightResponse> Handle(RecordReturnFreightRequest request, Call call)
    {
        var freight = new Domain.RecordFreight(
            call.Caller.Decider.Person, request.Cost.ToAmount("cost")!.Value, request.Insurance.ToAmount("insurance") ?? Money.Cny(0));
        return desk.Change(request.ReturnId, call, freight, after => new RecordReturnFreightResponse { Return = after });
    }
}
