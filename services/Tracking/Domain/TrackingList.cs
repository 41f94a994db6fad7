namespace Aftersales.Tracking.Domain;

/// <summary>The tracking lists (R-TRK-2). Names and numbers are the contract's; of lists about the same a higher one is graver.</summary>
public enum TrackingList
{
    ShortPicked = 1,
    Oversold = 2,
    Undispatched = 3,
    DispatchOverdue = 4,
    DispatchLongOverdue = 5,
    Unsigned = 6,
    DeliveryOverdue = 7,
    NoMovement = 8,
}

/// <summary>What an item is about: it moves between the lists about it as time passes.</summary>
public enum Problem
{
    ShortPicked,
    Oversold,
    Undispatched,
    Unsigned,
    NoMovement,
}

/// <summary>What an order waits for while it is on a list: one case is asked for each (R-TRK-3).</summary>
public enum WaitsFor
{
    Dispatch,
    Delivery,
}

public static class TrackingLists
{
    public static Problem Problem(this TrackingList list) => list switch
    {
        TrackingList.ShortPicked => Domain.Problem.ShortPicked,
        TrackingList.Oversold => Domain.Problem.Oversold,
        TrackingList.Undispatched or TrackingList.DispatchOverdue or TrackingList.DispatchLongOverdue => Domain.Problem.Undispatched,
        TrackingList.Unsigned or TrackingList.DeliveryOverdue => Domain.Problem.Unsigned,
        _ => Domain.Problem.NoMovement,
    };

    public static WaitsFor WaitsFor(this TrackingList list) =>
        list.Problem() is Domain.Problem.Unsigned or Domain.Problem.NoMovement ? Domain.WaitsFor.Delivery : Domain.WaitsFor.Dispatch;

    /// <summary>The type of the case that an item asks for, which is the skill that it needs.</summary>
    public static string Skill(this TrackingList list) => list switch
    {
        TrackingList.ShortPicked => "short_pick",
        TrackingList.Oversold => "oversold",
        _ when list.WaitsFor() == Domain.WaitsFor.Dispatch => "late_dispatch",
        _ => "not_delivered",
    };
}
