using System.Collections.Immutable;
using Aftersales.Complaints;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public class TaskTests
{
    private static readonly Person Supervisor = new("boss-1", Tier.L2, ["Supervisor"]);

    [Fact]
    public void R_CASE_5_a_task_goes_to_the_least_loaded_person_with_the_skill_and_is_due_as_its_kind_says()
    {
        var expert = Worker(OtherAgent) with { Skills = ["courier"] };
        var team = new Team([Worker(Agent) with { Skills = ["damaged"] }, expert], ImmutableDictionary<string, long>.Empty.Add(OtherAgent.Id, 9));
        var task = Opened(TaskKind.CourierComplaint, team);
        (task.Owner, task.Tier, task.Due).ShouldBe((OtherAgent.Id, Tier.L1, BusinessCalendar.Default.AfterWorkingDays(Now, 1)));
        Opened(TaskKind.Other, team).Owner.ShouldBe(Agent.Id, "what anybody can do goes by load alone");
        Opened(TaskKind.Care, team).Owner.ShouldBeNull("nobody of its tier is there");
    }

    [Fact]
    public void A_task_is_opened_once_for_its_cause() =>
        Decide(Opened(TaskKind.Other), new TaskCommand.Open("task_1", TaskKind.Other, null, "again", SealedText.Empty, AtWork)).Events.ShouldBeEmpty();

    [Fact]
    public void R_CLK_4_what_is_overdue_is_told_each_time_and_given_to_somebody_who_is_there()
    {
        var task = Opened(TaskKind.CourierComplaint);
        Decide(task, new TaskCommand.Tick(AtWork)).Events.ShouldBeEmpty();
        TaskLists.OfOpen(task).ShouldNotContain(TaskLists.Overdue);

        var without = AtWork with { Workers = [Worker(OtherAgent)] };
        var late = After(task, task.Due, new TaskCommand.Tick(without));
        (late.Overdue, late.Owner, late.Due).ShouldBe((1, OtherAgent.Id, BusinessCalendar.Default.AfterWorkingDays(task.Due, 1)));
        TaskLists.OfOpen(late).ShouldContain(TaskLists.Overdue);
        After(late, late.Due, new TaskCommand.Tick(Team.Nobody)).Owner.ShouldBe(OtherAgent.Id, "better somebody than nobody");
    }

    [Fact]
    public void Who_does_a_task_ends_it_or_a_supervisor_and_a_repeat_changes_nothing()
    {
        var task = Opened(TaskKind.CourierComplaint);
        task.Owner.ShouldBe(Agent.Id);
        Decide(task, Done(OtherAgent)).Refusal!.Reason.ShouldBe(TaskReasons.TaskNotYours);
        After(task, Now, Done(Supervisor)).Stage.ShouldBe(TaskStage.Done);
        var done = After(task, Now, Done(Agent));
        Decide(done, Done(Agent)).Events.ShouldBeEmpty();
        Decide(done, Done(Supervisor)).Refusal!.Reason.ShouldBe(CaseReasons.AlreadyDecided);
        Decide(done, Done(Agent) with { As = TaskStage.Cancelled }).Refusal!.Metadata["current"].ShouldBe("DONE");
        Decide(done, new TaskCommand.Take(Agent, AtWork)).Refusal!.Reason.ShouldBe(TaskReasons.TaskStateInvalid);
        Decide(done, new TaskCommand.Tick(AtWork)).Events.ShouldBeEmpty();
        TaskLists.OfCase("case_1").ShouldNotBe(TaskLists.Open);
    }

    [Fact]
    public void A_task_is_taken_from_somebody_whose_shift_is_over_and_from_nobody_else()
    {
        var task = Opened(TaskKind.CourierComplaint);
        Decide(task, new TaskCommand.Take(OtherAgent, AtWork)).Refusal!.Reason.ShouldBe(TaskReasons.TaskNotYours);
        After(task, Now, new TaskCommand.Take(OtherAgent, Team.Nobody)).Owner.ShouldBe(OtherAgent.Id);
        Decide(Opened(TaskKind.Care, Team.Nobody), new TaskCommand.Take(Agent, AtWork)).Refusal!.Metadata["tier"].ShouldBe("L2");
    }

    [Fact]
    public void R_CASE_5_tasks_of_somebody_who_left_are_shared_out_again()
    {
        var task = Opened(TaskKind.CourierComplaint);
        Decide(task, new TaskCommand.Assign(null, AtWork)).Events.ShouldBeEmpty();
        After(task, Now, new TaskCommand.Assign(Agent.Id, AtWork with { Workers = [Worker(OtherAgent)] })).Owner.ShouldBe(OtherAgent.Id);
        After(task, Now, new TaskCommand.Assign(Agent.Id, Team.Nobody)).Owner.ShouldBeNull();
    }

    [Fact]
    public void A_policy_says_of_every_kind_who_does_it()
    {
        Policy.Tasks.Problems().ShouldBeEmpty();
        Policy.Tasks.Remove(TaskKind.Care).Problems().Single().Description.ShouldBe("lacks Care");
        Policy.Tasks.SetItem(TaskKind.Care, new(Tier.Unspecified, "", 1)).Problems().Single().Field.ShouldBe("tasks.Care");
    }

    private static TaskCommand.End Done(Person by) => new(TaskStage.Done, by, Sealed, "digest");

    private static DeskTask Opened(TaskKind kind, Team? team = null) => After(null, Now, new TaskCommand.Open("task_1", kind, CaseId, "cause", SealedText.Empty, team ?? AtWork));

    private static DeskTask After(DeskTask? task, Instant at, TaskCommand command)
    {
        var decision = Decide(task, command, at);
        decision.Refusal.ShouldBeNull();
        var after = decision.Events.Aggregate(task, (t, e) => TaskEvolution.Evolve(t, e))!;
        TaskEvolution.Check(after);
        return after;
    }

    private static Decision<TaskEvent> Decide(DeskTask? task, TaskCommand command, Instant? at = null) =>
        new TaskDecider(Policy.Tasks, BusinessCalendar.Default, at ?? Now).Decide(task, command);
}
