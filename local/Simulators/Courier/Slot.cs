using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Courier;

/// <summary>When the courier comes, Beijing time, on one day.</summary>
internal sealed record Slot(DateOnly Date, TimeOnly From, TimeOnly To)
{
    public static Slot Read(Input input)
    {
        var slot = input.Object("slot");
        var read = new Slot(slot.Day("date"), slot.ClockTime("from"), slot.ClockTime("to"));
        if (read.To <= read.From)
            slot.Break("to", "later than from");
        return read;
    }

    public bool IsOver(DateTimeOffset now) => BeijingTime.From(Date.ToDateTime(To)) <= now;
}
