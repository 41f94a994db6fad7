namespace Aftersales.Returns.Domain;

/// <summary>Where a return stands, from where its units stand. What can be worked on next counts: arrived goods before those on their way.</summary>
public static class ReturnStages
{
    public static ReturnStage Of(ReturnState s)
    {
        if (s.Approval is null)
            return s.Ending is null ? s.Reviewer is null ? ReturnStage.Requested : ReturnStage.UnderReview : Ended(s);
        if (s.Ending is not null)
            return Ended(s);
        var open = s.Units.Where(u => u.IsOpen || u.IsToInspect).ToList();
        return open.Count == 0 ? ReturnStage.Completed
            : open.TrueForAll(u => u.IsDisputed) ? ReturnStage.Disputed
            : open.Exists(u => u.IsToInspect) ? ReturnStage.Received
            : open.Exists(u => u.Reception == Reception.InTransit) ? ReturnStage.InTransit
            : s.Pickup is { IsBooked: true } ? ReturnStage.PickupScheduled
            : ReturnStage.Approved;
    }

    private static ReturnStage Ended(ReturnState s) => s.IsRejected ? ReturnStage.Rejected : ReturnStage.Cancelled;
}
