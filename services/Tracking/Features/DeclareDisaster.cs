using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Domain;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Disaster = Aftersales.Tracking.Domain.Disaster;
using DisasterKind = Aftersales.Tracking.Domain.DisasterKind;

namespace Aftersales.Tracking.Features;

/// <summary>A supervisor stops the clocks of some regions for a time (R-TRK-1).</summary>
public sealed class DeclareDisaster(Aggregates<Disaster, DisasterEvent> disasters, Desk desk)
{
    public async Task<DeclareDisasterResponse> Handle(DeclareDisasterRequest request, Call call)
    {
        if ((await desk.Counting(call)).Count >= Desk.MostDisasters)
            throw new RefusedException(new Refusal(TrackingReasons.DisastersFull, "too many disasters are declared").With("allowed", $"{Desk.MostDisasters}"));
        var id = Ids.New("dis", call.Now);
        var declared = new Disaster(
            (DisasterKind)request.Kind, [.. request.Regions], At(request.FromTime), At(request.UntilTime), request.Reason, call.Person, call.Now);
        return await disasters.Change(
            id,
            call,
            before => DisasterDecider.Declare(before, declared, [.. desk.Policy(call).Regions.Keys], call.Now),
            after => new DeclareDisasterResponse { Disaster = after.State.ToContract(after.Id, after.Version) });
    }

    public Task<ChangeDisasterEndResponse> Handle(ChangeDisasterEndRequest request, Call call) => disasters.Change(
        request.DisasterId,
        call,
        before => DisasterDecider.ChangeEnd(before, At(request.UntilTime), call.Person, call.Now),
        after => new ChangeDisasterEndResponse { Disaster = after.State.ToContract(after.Id, after.Version) });

    private static Instant At(Timestamp time) => Instant.FromUnixTimeSeconds(time.Seconds).PlusNanoseconds(time.Nanos);
}
