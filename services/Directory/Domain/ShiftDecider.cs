using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>Planned shifts: who is at work follows from them, and from what people say themselves in between.</summary>
public sealed class ShiftDecider(StaffPolicy policy, Instant now)
{
    public Decision<PersonEvent> Plan(Person? person, Shift shift) => person switch
    {
        null => NotFound,
        { Active: false } => new Refusal(DirectoryReasons.PersonInactive, "the person is not active any more"),
        _ when shift.From < now => DirectoryReasons.Invalid("start_time", "must not be past"),
        _ when shift.Until <= shift.From || shift.Until - shift.From > policy.LongestShift =>
            DirectoryReasons.Invalid("end_time", $"must be after the start, by at most {policy.LongestShift.TotalHours} hours"),
        _ when person.Shifts.FirstOrDefault(s => s.Overlaps(shift.From, shift.Until)) is { } other =>
            new Refusal(DirectoryReasons.ShiftOverlaps, "the person has another shift then").With("shift_id", other.Id),
        _ when person.Shifts.Length >= policy.MostShifts =>
            new Refusal(DirectoryReasons.ShiftsFull, "the person has as many planned shifts as they can have").With("allowed", $"{policy.MostShifts}"),
        _ => new ShiftPlanned(shift),
    };

    public Decision<PersonEvent> Cancel(Person? person, string id) => person?.Shifts.FirstOrDefault(s => s.Id == id) switch
    {
        _ when person is null => NotFound,
        null => new Refusal(DirectoryReasons.ShiftNotFound, "no such planned shift of the person, or it is over"),
        { Begun: true } when person.OnShift => Decision<PersonEvent>.Of(new ShiftCancelled(id), new ShiftEnded()),
        _ => new ShiftCancelled(id),
    };

    /// <summary>Time has come for shifts to start or end. One that was missed altogether is over without anybody's having been at work.</summary>
    public Decision<PersonEvent> Tick(Person person)
    {
        var events = new List<PersonEvent>();
        var isAtWork = person.OnShift;
        foreach (var shift in person.Shifts.Where(s => s.Until <= now))
        {
            events.Add(new ShiftOver(shift.Id));
            if (shift.Begun && isAtWork)
                events.Add(new ShiftEnded());
            isAtWork &= !shift.Begun;
        }

        if (person.Shifts.FirstOrDefault(s => !s.Begun && s.From <= now && now < s.Until) is { } due)
        {
            events.Add(new ShiftBegun(due.Id));
            if (!isAtWork)
                events.Add(new ShiftStarted());
        }

        return Decision<PersonEvent>.Of(events);
    }

    private static Refusal NotFound => new(DirectoryReasons.PersonNotFound, "no such person of this merchant");
}
