using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>A day's complaint sheet in the store; the id is the day.</summary>
public sealed class SheetAggregate : AggregateType<SheetDay, SheetEvent>
{
    public const string Name = "sheet";

    public override string Kind => Name;

    public override SheetDay Evolve(SheetDay? state, SheetEvent happened) => SheetDecider.Evolve(state, happened);

    public override IEnumerable<Due> Work(string id, SheetDay state) => state.Sheet is null ? [new("make", state.Due)] : [];

    public override IEnumerable<IMessage> Publish(string id, SheetDay? before, SheetEvent happened, SheetDay after, long version)
    {
        if (happened is not SheetMade { Sheet: var sheet })
            yield break;
        yield return new Wire.DailySheetMade
        {
            Day = id,
            Version = version,
            Opened = sheet.Opened.Count,
            Closed = sheet.Closed.Values.Sum(),
            Open = sheet.Open.Count,
            Breaches = sheet.Breaches.Count,
            Claims = sheet.Claims.Count,
            Points = sheet.Points,
            Sha256 = after.Sha256,
        };
    }
}
