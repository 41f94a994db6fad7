namespace Aftersales.Complaints.Domain;

/// <summary>How long everything that a case waits for may take (R-CLK-1 … R-CLK-4).</summary>
/// <param name="StaffedHours">When customers are answered.</param>
/// <param name="Decision">Until an agent has decided (R-CLK-2).</param>
/// <param name="Resolution">Until a plan is carried out.</param>
/// <param name="Attention">Until somebody has looked at a stuck plan.</param>
/// <param name="FirstResponse">Until a customer is answered for the first time.</param>
/// <param name="NextResponse">Until they are answered again.</param>
/// <param name="MessagesAtMost">Messages that a customer can write in one case.</param>
/// <param name="Promises">By when promises are kept.</param>
/// <param name="Evidence">For a customer who owes photos.</param>
/// <param name="Feedback">For a customer who was told the result.</param>
public sealed record ClockPolicy(
    ImmutableArray<Shift> StaffedHours,
    ClockRule Decision,
    ClockRule Resolution,
    ClockRule Attention,
    ResponseRule FirstResponse,
    ResponseRule NextResponse,
    int MessagesAtMost,
    PromisePolicy Promises,
    SilencePolicy Evidence,
    SilencePolicy Feedback)
{
    public StaffedHours Hours() => new(Edges());

    /// <summary>What cannot be meant, with its place in the policy's file.</summary>
    public IEnumerable<FieldProblem> Problems() =>
    [
        .. Kernel.StaffedHours.Problem(Edges()) is { } unsound ? [new FieldProblem("clocks.staffedHours", unsound)] : Array.Empty<FieldProblem>(),
        .. Decision.Problems("clocks.decision"),
        .. Resolution.Problems("clocks.resolution"),
        .. Attention.Problems("clocks.attention"),
        .. FirstResponse.Problems("clocks.firstResponse"),
        .. NextResponse.Problems("clocks.nextResponse"),
        .. MessagesAtMost is < 1 or > 10_000 ? [new FieldProblem("clocks.messagesAtMost", "is from 1 to 10000")] : Array.Empty<FieldProblem>(),
        .. Promises.Problems("clocks.promises"),
        .. Evidence.Problems("clocks.evidence"),
        .. Feedback.Problems("clocks.feedback"),
    ];

    private (LocalTime From, LocalTime To)[] Edges() => [.. StaffedHours.Select(shift => (shift.From, shift.To))];
}

/// <param name="To">Exclusive; midnight is the end of the day.</param>
public sealed record Shift(LocalTime From, LocalTime To);

/// <summary>R-CLK-4, R-ESC-3: a silent customer is reminded, then it is over.</summary>
/// <param name="Reminders">From the beginning or the reminder before to each reminder.</param>
/// <param name="GiveUpAfter">From the last reminder to the end.</param>
public sealed record SilencePolicy(ImmutableArray<Duration> Reminders, Duration GiveUpAfter)
{
    /// <param name="path">Where it stands in the policy.</param>
    public IEnumerable<FieldProblem> Problems(string path)
    {
        foreach (var (reminder, place) in Reminders.Select((reminder, place) => (reminder, place)))
            if (!IsPossible(reminder))
                yield return new($"{path}.reminders[{place}]", $"is a time above zero, at most {Target.MostDays} days");
        if (!IsPossible(GiveUpAfter))
            yield return new($"{path}.giveUpAfter", $"is a time above zero, at most {Target.MostDays} days");
    }

    private static bool IsPossible(Duration time) => time > Duration.Zero && time <= Duration.FromDays(Target.MostDays);
}
