using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using NodaTime;
using Xunit.Abstractions;

namespace Aftersales.Faults.Tests;

/// <summary>A simulation that finds nothing proves nothing: each of these defects is planted into every process, and it must find it.</summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int Steps = 300;
    private const int Seeds = 20;

    private static readonly Dictionary<string, Plant> Plants = new()
    {
        ["a channel that pays under another number after a time-out"] = new(Channel: (oracle, replica) => new PaysAgain(oracle, replica)),
        ["a channel that takes silence for a refusal"] = new(Channel: (oracle, replica) => new TakesSilenceForNo(oracle, replica)),
        ["a store that writes over what another wrote meanwhile"] = new((store, replica, _) => new WritesOver(store, replica)),
        ["a store that loses a commit now and then"] = new((store, replica, fate) => new Loses(store, replica, fate, _ => null)),
        ["a store that loses work now and then"] = new((store, replica, fate) => new Loses(store, replica, fate, commit => commit with { Scheduled = [] })),
        ["a relay that marks events before it has published them"] = new((store, replica, _) => new MarksFirst(store, replica)),
    };

    public static IEnumerable<object[]> Names => Plants.Keys.Select(name => new object[] { name });

    [Theory, MemberData(nameof(Names))]
    public async Task The_simulation_finds(string fault)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                await Simulation.Run(seed, "sqlite", Steps, Plants[fault]);
            }
            catch (VerdictException found)
            {
                output.WriteLine(found.Message);
                return;
            }
        }

        Assert.Fail($"{Seeds} seeds did not find {fault}");
    }

    private sealed class PaysAgain(Oracle oracle, Replica replica) : BoundedChannel(oracle, replica)
    {
        public override async Task<ChannelAnswer> Pay(PaymentOrder order, CancellationToken cancel) =>
            await base.Pay(order, cancel) is not ChannelAnswer.Unknown and var answer
                ? answer
                : await base.Pay(order with { OutRequestNo = $"{order.OutRequestNo}-2" }, cancel);
    }

    private sealed class TakesSilenceForNo(Oracle oracle, Replica replica) : BoundedChannel(oracle, replica)
    {
        public override async Task<ChannelAnswer> Pay(PaymentOrder order, CancellationToken cancel) =>
            await base.Pay(order, cancel) is not ChannelAnswer.Unknown and var answer ? answer : new ChannelAnswer.Refused("TIMEOUT", RefusedBecause.ForGood);
    }

    private sealed class WritesOver(IStore store, Replica replica) : BoundedStore(store, replica)
    {
        public override async Task<CommitResult> Commit(Commit commit, CancellationToken cancel) =>
            await base.Commit(commit, cancel) is var result && result != CommitResult.VersionClash ? result
                : await base.Commit(commit with
                {
                    Change = commit.Change! with
                    {
                        ExpectedVersion = (await Load(commit.Merchant, commit.Change.Kind, commit.Change.Id, null, cancel)).Version,
                    },
                }, cancel);
    }

    private sealed class Loses(IStore store, Replica replica, Random fate, Func<Commit, Commit?> lose) : BoundedStore(store, replica)
    {
        public override async Task<CommitResult> Commit(Commit commit, CancellationToken cancel) =>
            (fate.Next(10) == 0 ? lose(commit) : commit) is { } kept ? await base.Commit(kept, cancel) : CommitResult.Committed;
    }

    private sealed class MarksFirst(IStore store, Replica replica) : BoundedStore(store, replica)
    {
        public override async Task<IReadOnlyList<OutboxRow>> LeaseOutbox(int limit, Duration lease, CancellationToken cancel)
        {
            var rows = await base.LeaseOutbox(limit, lease, cancel);
            await base.Published(rows, cancel);
            return rows;
        }
    }
}
