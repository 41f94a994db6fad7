using Aftersales.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Returns.Domain;

/// <summary>When the courier can come (R-RET-4).</summary>
public static class PickupSlots
{
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The usual slot: all hours of the next day.</summary>
    public static PickupSlot Usual(Terms terms) => OnDay(terms.Calendar.Today(terms.Now).PlusDays(1), terms.Policy.Pickup);

    /// <summary>All hours of a day.</summary>
    public static PickupSlot OnDay(LocalDate day, PickupTerms pickup) => new(day, pickup.From, pickup.To);

    /// <summary>The same hours of the next working day; null where that is too late.</summary>
    /// <param name="latest">When the pickup is due.</param>
    public static PickupSlot? Again(PickupSlot failed, Instant latest, Terms terms)
    {
        var day = terms.Calendar.Today(terms.Now);
        do
            day = day.PlusDays(1);
        while (!terms.Calendar.IsWorkingDay(day));
        var next = failed with { Day = day };
        return next.End(terms.Calendar) <= latest ? next : null;
    }

    /// <summary>Why the courier cannot come then; null when it can.</summary>
    /// <param name="latest">When the pickup is due: no slot moves it (R-RET-5).</param>
    public static Refusal? Unavailable(PickupSlot slot, Instant latest, Terms terms)
    {
        var pickup = terms.Policy.Pickup;
        var earliest = terms.Now + Duration.FromHours(pickup.LeadHours);
        if (slot.From < pickup.From)
            return Refused("slot.from_time", $"not before {Minute.Format(pickup.From)}");
        if (slot.To > pickup.To)
            return Refused("slot.to_time", $"not after {Minute.Format(pickup.To)}");
        if (slot.To.TickOfDay - slot.From.TickOfDay < pickup.SlotMinutes * NodaConstants.TicksPerMinute)
            return Refused("slot.to_time", $"{pickup.SlotMinutes} minutes after from_time at least");
        if (slot.Begin(terms.Calendar) < earliest)
            return Refused("slot.date", $"{pickup.LeadHours} hours ahead at least");
        return slot.End(terms.Calendar) > latest ? Refused("slot.date", "before the pickup is due") : null;

        Refusal Refused(string field, string rule) => new Refusal(ReturnReasons.PickupSlotUnavailable, $"the courier cannot come then: {field}, {rule}")
            .Rule("R-RET-4").Field(field, rule).With("earliest", earliest.ToString()).With("latest", latest.ToString());
    }
}
