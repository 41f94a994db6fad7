using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>The warehouse counts what arrived in a parcel.</summary>
public sealed class ReceiveReturn(ReturnDesk desk)
{
    public Task<ReceiveReturnResponse> Handle(ReceiveReturnRequest request, Call call)
    {
        var receive = new Receive(call.Caller.Decider.Person, [.. request.Received.Select(l => new Pieces(l.LineId, l.Quantity))])
        {
            TrackingNo = request.TrackingNo.Length == 0 ? null : request.TrackingNo,
            MoreToCome = request.MoreToCome,
            IsFound = request.Found,
            FreightCollect = request.FreightCollect.ToAmount("freight_collect"),
        };
        return desk.Change(request.ReturnId, call, receive, after => new ReceiveReturnResponse { Return = after });
    }
}
