using System.Globalization;
using Aftersales.Refunds.Domain;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>
/// Random lives of an order's refunds, their batches and their ledger, beside a bank that loses answers, is late and takes money back, and beside
/// a model with sums of its own (R-REF-3 to 7, R-PPL-1). A failure prints the shortest life found and its seed, which the environment variable
/// <c>AFTERSALES_MODEL_SEED</c> replays; <c>AFTERSALES_MODEL_LIVES</c> explores more.
/// </summary>
public sealed class MoneyModelTests
{
    private const int LongestLife = 120;

    [Fact]
    public void Money_moves_exactly_once_whatever_happens() => Explore(Subject.Sound, lives: (int)(Setting("LIVES") ?? 300));

    [Fact]
    public void The_model_reaches_every_state_and_every_event()
    {
        var states = new HashSet<RefundState>();
        var events = new HashSet<string>();
        foreach (var life in Life.Any.Generator.Sample(1200, new Rnd(8123), LongestLife))
        {
            var world = Play(Subject.Sound, life);
            states.UnionWith(world.States);
            events.UnionWith(world.Events);
        }

        states.Order().ShouldBe(Enum.GetValues<RefundState>());
        events.Where(name => name != nameof(OutcomeContradicted)).Order().ShouldBe(typeof(AccountEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AccountEvent)) && !type.IsAbstract)
            // People are never wrong here; OutcomeTests has those who are.
            .Where(type => type != typeof(OutcomeContradicted))
            .Select(type => type.Name).Order());
    }

    /// <exception cref="Exception">What was found, with the shortest life, what happened in it, and the seed.</exception>
    internal static void Explore(Subject subject, int lives, ulong? fixedSeed = null)
    {
        var seed = Setting("SEED") ?? fixedSeed ?? (ulong)Random.Shared.NextInt64();
        var config = Config.QuickThrowOnFailure.WithMaxTest(lives).WithStartSize(LongestLife / 4).WithEndSize(LongestLife).WithQuietOnSuccess(true)
            .WithReplay(new Replay(new Rnd(seed), FSharpOption<int>.None));
        try
        {
            FsCheck.Check.One(config, Prop.ForAll(Life.Any, life => { Play(subject, life); }));
        }
        catch (Exception found)
        {
            throw new InvalidOperationException($"AFTERSALES_MODEL_SEED={seed}\n{found.Message}", found);
        }
    }

    private static ulong? Setting(string name) =>
        ulong.TryParse(Environment.GetEnvironmentVariable($"AFTERSALES_MODEL_{name}"), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static World Play(Subject subject, Life life)
    {
        var world = new World(subject, life.Reduced);
        try
        {
            foreach (var step in life.Steps)
                world.Play(step);
            world.Settle();
            return world;
        }
        catch (Exception found)
        {
            throw new InvalidOperationException($"{found.Message}\n{world.Played}", found);
        }
    }
}
