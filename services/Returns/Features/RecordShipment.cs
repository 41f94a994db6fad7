using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>The customer shipped goods themselves, all of them or a parcel of several.</summary>
public sealed class RecordShipment(ReturnDesk desk)
{
    public Task<RecordShipmentResponse> Handle(RecordShipmentRequest request, Call call)
    {
        var shipped = new Domain.RecordShipment(
            call.Caller.Decider.Person, request.TrackingNo, [.. request.Lines.Select(l => new Pieces(l.LineId, l.Quantity))])
        {
            Carrier = request.Carrier,
        };
        return desk.Change(request.ReturnId, call, shipped, after => new RecordShipmentResponse { Return = after });
    }
}
