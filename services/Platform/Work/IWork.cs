using Aftersales.Platform.Calls;
using NodaTime;

namespace Aftersales.Platform.Work;

/// <summary>
/// Does what has come due for an aggregate: a deadline, or a call to the outside that was committed before it is made. It runs at least once, so it
/// changes the aggregate in such a way that the state no longer asks for the work, or asks for it later. When it throws it is tried again.
/// </summary>
public interface IWork
{
    Task Run(WorkItem item, Call call);
}

/// <summary>The same for work of which much can come due at once: it is done together, for one merchant at a time. What fails is tried again one by one.</summary>
public interface IBulkWork : IWork
{
    /// <param name="items">At most one of an aggregate.</param>
    /// <param name="call">Whose merchant's they are.</param>
    Task Run(IReadOnlyList<WorkItem> items, Call call);

    Task IWork.Run(WorkItem item, Call call) => Run([item], call);
}

/// <param name="Aggregate">Id of the aggregate.</param>
/// <param name="Name">The work's whole name, e.g. <c>payout:2</c>.</param>
/// <param name="Due">Business time from which it was due.</param>
/// <param name="Attempt">1 on the first run.</param>
public sealed record WorkItem(string Merchant, string Aggregate, string Name, Instant Due, int Attempt)
{
    /// <summary>The part after the colon; empty without one.</summary>
    public string Argument => Name.IndexOf(':') is var colon and >= 0 ? Name[(colon + 1)..] : "";
}
