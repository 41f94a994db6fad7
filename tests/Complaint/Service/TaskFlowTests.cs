using Aftersales.Complaints;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

public class TaskFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Tasks_stand_in_their_lists_until_they_are_done(string database)
    {
        await using var world = await World.Start(database);
        var desk = world.Service.Services.GetRequiredService<TaskDesk>();
        var call = new Call(new(Merchant, "complaint", [Role.Service]), "test", world.Service.Now, CancellationToken.None);
        var about = await world.Open();

        // Opened by the suite: once, however often it is asked for, and within the same load as cases (R-CASE-5).
        var id = await desk.Open(call, Complaints.Domain.TaskKind.CourierComplaint, about.CaseId, "dispute/7");
        (await desk.Open(call, Complaints.Domain.TaskKind.CourierComplaint, about.CaseId, "dispute/7")).ShouldBe(id);
        await world.Deliver(Person("agent-2", Role.AgentL1), "directory");
        var agent = Client(world, "agent-1", Role.AgentL1);
        var opening = new OpenTaskRequest { RequestId = NewId(), Kind = TaskKind.Other, Text = "请回电13800138000" };
        var opened = (await agent.OpenTaskAsync(opening)).Task;
        (await agent.OpenTaskAsync(opening)).Task.ShouldBe(opened);
        (opened.OwnerId, opened.Text, opened.Tier).ShouldBe(("agent-2", opening.Text, Tier.L1));
        (await Refused(agent.OpenTaskAsync(new() { RequestId = NewId(), Kind = TaskKind.Other, Text = "x", CaseId = "case_unknown" }))).ShouldBe("CASE_NOT_FOUND");

        (await Ids(agent, new() { OwnerId = "agent-1" })).ShouldBe([id]);
        (await Ids(agent, new() { CaseId = about.CaseId })).ShouldBe([id]);
        (await Ids(agent, new() { Kind = TaskKind.Other })).ShouldBe([opened.TaskId]);
        (await Ids(agent, new())).ShouldBe([id, opened.TaskId], "the earliest due first");
        (await Refused(agent.ListTasksAsync(new() { OwnerId = "agent-1", Overdue = true }))).ShouldBe("INVALID_REQUEST");

        // Nobody with care as a skill is there yet; who comes gets it.
        await world.Deliver(Person("senior-1", Role.AgentL2, 2, onShift: false), "directory");
        var care = await desk.Open(call, Complaints.Domain.TaskKind.Care, null, "survey/1", "score 1");
        (await Ids(agent, new() { VacantTier = Tier.L2 })).ShouldBe([care]);
        await world.Deliver(Person("senior-1", Role.AgentL2, 3), "directory");
        (await Ids(agent, new() { OwnerId = "senior-1" })).ShouldBe([care]);

        // R-CLK-4: overdue.
        (await Refused(Client(world, "agent-2", Role.AgentL1).CompleteTaskAsync(new() { RequestId = NewId(), TaskId = id, Note = "x" }))).ShouldBe("TASK_NOT_YOURS");
        await world.Service.Advance(Duration.FromDays(2));
        var boss = Client(world, "boss-1", Role.Supervisor);
        (await Ids(boss, new() { Overdue = true })).ShouldBe([id]);
        var done = (await agent.CompleteTaskAsync(new() { RequestId = NewId(), TaskId = id, Note = "courier admits it" })).Task;
        (done.State, done.Note, done.EndedBy, done.Overdue).ShouldBe((TaskState.Done, "courier admits it", "agent-1", 1));
        (await boss.CancelTaskAsync(new() { RequestId = NewId(), TaskId = care, Note = "twice" })).Task.State.ShouldBe(TaskState.Cancelled);
        (await Ids(boss, new() { Overdue = true })).ShouldBeEmpty();
        (await Ids(boss, new() { CaseId = about.CaseId })).ShouldBe([id], "of a case the ended ones are listed too");
        (await boss.GetTaskAsync(new() { TaskId = id })).Task.ShouldBe(done);
        (await Refused(boss.GetTaskAsync(new() { TaskId = "task_unknown" }))).ShouldBe("TASK_NOT_FOUND");
        (await Refused(Client(world, "agent-1", Role.AgentL1).TakeTaskAsync(new() { RequestId = NewId(), TaskId = id }))).ShouldBe("TASK_STATE_INVALID");
    }

    private static TaskService.TaskServiceClient Client(World world, string person, Role role) =>
        world.Service.Client(invoker => new TaskService.TaskServiceClient(invoker), Merchant, person, role);

    private static async Task<IEnumerable<string>> Ids(TaskService.TaskServiceClient client, ListTasksRequest request) =>
        (await client.ListTasksAsync(request)).Tasks.Select(task => task.TaskId);
}
