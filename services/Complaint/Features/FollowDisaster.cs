using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>Keeps what Tracking declares; the cases concerned are told afterwards (R-TRK-1).</summary>
public sealed class FollowDisaster(DisasterBook book) : IHandle<DisasterChanged>
{
    public async Task Handle(DisasterChanged happened, Call call)
    {
        var told = happened.Disaster;
        var stop = new Standstill(told.DisasterId, told.Version, new(told.FromTime.ToInstant(), told.UntilTime.ToInstant()));
        await book.Change(call, known => Disasters.Keep(known, stop, [.. told.Regions], call.Now));
    }
}
