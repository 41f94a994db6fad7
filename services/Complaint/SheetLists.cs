using Aftersales.Complaints.Domain;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>The lists that the daily sheet is made from: what happened to cases, by the time at which it did.</summary>
internal static class SheetLists
{
    public const string Closed = "sheet/closed";
    public const string Risked = "sheet/risked";

    /// <summary>Open cases that somebody else than the shop has to answer for.</summary>
    public const string Claimed = "sheet/claimed";

    public static IEnumerable<ListEntry> Of(string id, Case state)
    {
        if (state.Closed is { } closed)
            yield return new(Closed, TimeKey.Of(closed), id, id);
        else if (state.ClaimedFrom() is not null)
            yield return new(Claimed, TimeKey.Of(state.Opened), id, id);
        foreach (var (risk, place) in state.Standing().Select((risk, place) => (risk, place)))
            yield return new(Risked, TimeKey.Of(risk.At), $"{id}/{place}", id);
    }
}
