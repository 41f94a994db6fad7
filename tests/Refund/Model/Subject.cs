using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Tests.Domain;
using NodaTime;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>What is put to the test: the domain's functions as they are, or with a fault planted into one of them.</summary>
internal sealed record Subject
{
    /// <summary>The product, its own invariants included.</summary>
    public static Subject Sound { get; } = new() { Check = AccountInvariants.Check };

    /// <summary>The product without its own invariants: what the model finds, it finds alone.</summary>
    public static Subject Unguarded { get; } = new();

    public Func<Account?, AccountCommand, Instant, Decision<AccountEvent>> Decide { get; init; } =
        (account, command, now) => AccountDecider.Decide(account, command, Scenario.Deadlines, now);

    public Func<Account?, AccountEvent, Account> Evolve { get; init; } = AccountEvolution.Evolve;

    public Func<Batch?, BatchCommand, Instant, Decision<BatchEvent>> DecideBatch { get; init; } =
        (batch, command, now) => BatchDecider.Decide(batch, command, Scenario.Deadlines, now);

    public Action<Account> Check { get; init; } = _ => { };
}
