using Aftersales.Testing;
using StackExchange.Redis;

namespace Aftersales.StandIns.Tests.Redis;

/// <summary>StackExchange.Redis on the stand-ins against a real server that stays up.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly string prefix = $"{Guid.NewGuid():N}:";
    private ConnectionMultiplexer redis = null!;

    private IDatabase Database => redis.GetDatabase();

    public async Task InitializeAsync() => redis = await ConnectionMultiplexer.ConnectAsync(RedisServer.Shared.Endpoint);

    public Task DisposeAsync() => redis.DisposeAsync().AsTask();

    [Fact]
    public async Task Pipelined_answers_stay_with_their_questions()
    {
        const int Count = 20_000;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Database.StringSetAsync($"{prefix}{i}", i)));

        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Database.StringGetAsync($"{prefix}{i}")));

        answers.Select(answer => (int)answer).ShouldBe(Enumerable.Range(0, Count));
    }

    [Fact]
    public async Task Answers_of_all_sizes_from_many_threads_come_back_whole()
    {
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var round = 0; round < 50; round++)
            {
                var data = new byte[random.Next(10) == 0 ? random.Next(1_000_000) : random.Next(300)];
                random.NextBytes(data);
                await Database.StringSetAsync($"{prefix}{worker}", data);
                ((byte[])(await Database.StringGetAsync($"{prefix}{worker}"))!).AsSpan().SequenceEqual(data).ShouldBeTrue();
            }
        }));

        await Task.WhenAll(workers);
    }

    [Fact]
    public async Task The_synchronous_commands_work_too()
    {
        var big = new byte[5_000_000];
        new Random(1).NextBytes(big);

        await Task.Run(() => Database.StringSet($"{prefix}big", big));

        ((byte[])Database.StringGet($"{prefix}big")!).AsSpan().SequenceEqual(big).ShouldBeTrue();
    }

    [Fact]
    public async Task A_transaction_is_all_or_nothing()
    {
        await Database.StringSetAsync($"{prefix}guard", "1");
        var kept = Database.CreateTransaction();
        kept.AddCondition(Condition.StringEqual($"{prefix}guard", "1"));
        var sum = kept.StringIncrementAsync($"{prefix}sum", 5);
        var fields = kept.HashSetAsync($"{prefix}hash", [new("a", 1), new("b", 2)]);
        var all = kept.HashGetAllAsync($"{prefix}hash");
        (await kept.ExecuteAsync()).ShouldBeTrue();
        await fields;
        (await sum).ShouldBe(5);
        (await all).Length.ShouldBe(2);

        var refused = Database.CreateTransaction();
        refused.AddCondition(Condition.StringEqual($"{prefix}guard", "2"));
        var dropped = refused.StringIncrementAsync($"{prefix}sum", 5);
        (await refused.ExecuteAsync()).ShouldBeFalse();
        await Should.ThrowAsync<TaskCanceledException>(() => dropped);
        ((int)await Database.StringGetAsync($"{prefix}sum")).ShouldBe(5);
    }

    [Fact]
    public async Task A_script_returns_nested_arrays()
    {
        const string Script = "local all = {} for i = 1, tonumber(ARGV[1]) do all[i] = { i, ARGV[2] .. i, { } } end return all";

        var rows = (RedisResult[])(await Database.ScriptEvaluateAsync(Script, [], [500, "row"]))!;

        rows.Length.ShouldBe(500);
        var last = (RedisResult[])rows[499]!;
        ((int)last[0]).ShouldBe(500);
        ((string?)last[1]).ShouldBe("row500");
        last[2].Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_mistake_in_a_script_fails_that_command_alone()
    {
        var before = Database.StringSetAsync($"{prefix}a", "1");
        var wrong = Database.ScriptEvaluateAsync("return nonsense(");
        var after = Database.StringGetAsync($"{prefix}a");

        await Should.ThrowAsync<RedisServerException>(() => wrong);
        (await before).ShouldBeTrue();
        ((string?)await after).ShouldBe("1");
    }
}
