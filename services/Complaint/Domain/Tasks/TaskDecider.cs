using static Aftersales.Complaints.Domain.TaskCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What may happen to a task, and what follows.</summary>
public sealed class TaskDecider(ImmutableDictionary<TaskKind, TaskRule> rules, BusinessCalendar calendar, Instant now)
{
    private static readonly Decision<TaskEvent> Nothing = Decision<TaskEvent>.Nothing;

    public Decision<TaskEvent> Decide(DeskTask? state, TaskCommand command) => (state, command) switch
    {
        (null, Open open) => Opened(open),
        (_, Open) => Nothing,
        (null, _) => new Refusal(TaskReasons.TaskNotFound, "no such task"),
        ({ Stage: TaskStage.Open } s, Take c) => Taken(s, c),
        ({ Stage: TaskStage.Open } s, End c) => MayEnd(s, c.By) is { } refusal ? refusal : new TaskEnded(c.As, c.Note, new(c.By.Id, c.Digest), now),
        ({ Stage: TaskStage.Open } s, Assign c) => Assigned(s, c),
        ({ Stage: TaskStage.Open } s, Tick c) => now >= s.Due ? Passed(s, c.Team) : Nothing,
        ({ } s, End c) when s.Stage == c.As => Repeated(s, c),
        (_, Assign or Tick) => Nothing,
        ({ } s, _) => Refusal.WrongState(TaskReasons.TaskStateInvalid, Words.Upper(s.Stage), Words.Upper(TaskStage.Open)),
    };

    private TaskOpened Opened(Open open)
    {
        var rule = rules[open.Kind];
        return new(new(open.Id, open.Kind, open.Case, open.Cause, open.Text, rule.Tier, rule.Skill, now)
        {
            Customer = open.Customer,
            Owner = open.Team.For(rule.Skill, rule.Tier),
            Due = calendar.AfterWorkingDays(now, rule.WorkingDays),
        });
    }

    private static Decision<TaskEvent> Taken(DeskTask state, Take take)
    {
        if (state.Owner == take.By.Id)
            return Nothing;
        // Somebody whose shift is over does not keep others from it.
        var free = state.Owner is { } owner && !take.Team.IsOnShift(owner) ? state with { Owner = null } : state;
        return MayEnd(free, take.By) is { } refusal ? refusal : new TaskTaken(take.By.Id);
    }

    private static Decision<TaskEvent> Assigned(DeskTask state, Assign assign)
    {
        if (state.Owner is not null && state.Owner != assign.Left)
            return Nothing;
        var owner = assign.Team.For(state.Skill, state.Tier);
        return owner == state.Owner ? Nothing : new TaskAssigned(owner);
    }

    // The day that follows is the least, so that a rule of the day itself is not overdue again at once.
    private TaskOverdue Passed(DeskTask state, Team team)
    {
        var owner = state.Owner is { } held && team.IsOnShift(held) ? held : team.For(state.Skill, state.Tier) ?? state.Owner;
        return new(state.Owner, owner, calendar.AfterWorkingDays(now, Math.Max(1, rules[state.Kind].WorkingDays)));
    }

    private static Refusal? MayEnd(DeskTask state, Person by)
    {
        if (by.IsSupervisor || state.Owner == by.Id)
            return null;
        return state.Owner is null && by.Tier >= state.Tier
            ? null
            : new Refusal(TaskReasons.TaskNotYours, state.Owner is null ? "the task is for a higher tier" : "somebody else does the task").With("tier", state.Tier.ToString());
    }

    private static Decision<TaskEvent> Repeated(DeskTask state, End end) =>
        state.Ending == new Ending(end.By.Id, end.Digest)
            ? Nothing
            : new Refusal(CaseReasons.AlreadyDecided, "ended before, by somebody else or with other words").With("current", Words.Upper(state.Stage));
}
