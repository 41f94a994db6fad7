using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>The customer shipped the goods themselves.</summary>
public sealed class RecordShipment(ReturnDesk desk)
{
    public Task<RecordShipmentResponse> Handle(RecordShipmentRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.RecordShipment(call.Caller.Decider.Person, request.TrackingNo), after => new RecordShipmentResponse { Return = after });
}
