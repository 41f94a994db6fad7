using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Returns.Tests.Services;

public sealed class WatchTests
{
    private static readonly WatchReplacementsRequest ToApprove = new() { WorkList = ReplacementWorkList.ToApprove };

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_watch_brings_the_page_and_then_what_changes_in_it(string database)
    {
        await using var world = await World.Start(database);
        var first = await Request(world, "plan_1.1", "kettle");
        using var watch = As(world, "p_return").WatchReplacements(ToApprove);
        (await Next(watch)).Changed.Select(r => r.ReplacementId).ShouldBe([first]);

        var second = await Request(world, "plan_2.1", "cups");
        (await Next(watch)).Changed.Select(r => r.ReplacementId).ShouldBe([second]);
        await As(world, "p_return").ApproveReplacementAsync(new() { RequestId = World.NewId(), ReplacementId = first });
        var left = await Next(watch);
        (left.Changed.Count, left.Removed.Single()).ShouldBe((0, first));
    }

    [Fact]
    public async Task A_watch_ends_in_good_order_when_the_service_stops()
    {
        await using var world = await World.Start("sqlite");
        using var watch = As(world, "p_return").WatchReplacements(ToApprove);
        (await watch.ResponseStream.MoveNext(default)).ShouldBeTrue();
        var rest = Drain(watch);
        await world.Host.Stop();
        await rest.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_person_watches_so_many_lists_at_once_and_another_when_one_was_closed()
    {
        await using var world = await World.Start("sqlite");
        var open = new List<AsyncServerStreamingCall<WatchReplacementsResponse>>();
        for (var i = 0; i < ListWatch.MostPerPerson; i++)
        {
            open.Add(As(world, "p_return").WatchReplacements(ToApprove));
            (await open[i].ResponseStream.MoveNext(default)).ShouldBeTrue();
        }

        using var refused = As(world, "p_return").WatchReplacements(ToApprove);
        (await Should.ThrowAsync<RpcException>(() => refused.ResponseStream.MoveNext(default))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        using var another = As(world, "p_other").WatchReplacements(ToApprove);
        (await another.ResponseStream.MoveNext(default)).ShouldBeTrue();

        open[0].Dispose();
        // The server learns of it a moment later.
        for (var attempt = 0; ; attempt++)
        {
            using var again = As(world, "p_return").WatchReplacements(ToApprove);
            try
            {
                (await again.ResponseStream.MoveNext(default)).ShouldBeTrue();
                break;
            }
            catch (RpcException busy) when (busy.StatusCode == StatusCode.ResourceExhausted && attempt < 100)
            {
                await Task.Delay(20);
            }
        }

        open.ForEach(watch => watch.Dispose());
    }

    private static ReplacementsService.ReplacementsServiceClient As(World world, string person) =>
        world.Host.Client(i => new ReplacementsService.ReplacementsServiceClient(i), World.Merchant, person, Role.ReturnSpecialist);

    private static async Task<string> Request(World world, string step, string line)
    {
        var client = world.Host.PeerClient(i => new ReplacementsService.ReplacementsServiceClient(i), "complaint", World.Merchant, "p_agent", Role.AgentL1);
        var answer = await client.RequestReplacementAsync(new()
        {
            RequestId = World.NewId(),
            Cause = new() { Kind = CauseKind.PlanStep, Id = step },
            CaseId = "case_1",
            OrderId = World.Order,
            Kind = ReplacementKind.Order,
            Lines = { new ReplacementLine { LineId = line, Quantity = 1 } },
            ResponsibleParty = ResponsibleParty.Warehouse,
            Grounds = new() { WantsGoods = true, DeclinedRefund = true, CannotReorder = true },
        });
        return answer.Replacement.ReplacementId;
    }

    /// <summary>The next round that says something.</summary>
    private static async Task<WatchReplacementsResponse> Next(AsyncServerStreamingCall<WatchReplacementsResponse> watch)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await watch.ResponseStream.MoveNext(patience.Token))
        {
            if (watch.ResponseStream.Current is { Changed.Count: > 0 } or { Removed.Count: > 0 })
                return watch.ResponseStream.Current;
        }

        throw new InvalidOperationException("the watch ended");
    }

    private static async Task Drain(AsyncServerStreamingCall<WatchReplacementsResponse> watch)
    {
        while (await watch.ResponseStream.MoveNext(default))
        {
        }
    }
}
