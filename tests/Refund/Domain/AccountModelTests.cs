using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>Random lives of an order's account beside a channel that loses answers: whatever happens, what holds for money holds.</summary>
public class AccountModelTests
{
    private static readonly string[] People = [Agent, First, Second, Third, Payer];

    [Fact]
    public void R_REF_3_4_6_hold_whatever_happens() =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120), Prop.ForAll(Lives, Live));

    [Fact]
    public void The_model_reaches_every_state_and_every_event()
    {
        var states = new HashSet<RefundState>();
        var events = new HashSet<string>();
        foreach (var life in Lives.Generator.Sample(500, new Rnd(8123), 120))
            Play(life, states, events);
        states.Count.ShouldBe(Enum.GetValues<RefundState>().Length);
        events.Order().ShouldBe(typeof(AccountEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AccountEvent)) && !type.IsAbstract).Select(type => type.Name).Order());
    }

    private static Arbitrary<Step[]> Lives => (
        from act in Gen.Choose(0, 26)
        from refund in Gen.Choose(0, 3)
        from more in Gen.Choose(0, 999)
        select new Step(act, $"r{refund}", more)).ArrayOf().ToArbitrary();

    private static void Live(Step[] life) => Play(life, [], []);

    private static void Play(Step[] life, HashSet<RefundState> states, HashSet<string> events)
    {
        var order = new Scenario();
        var channel = new ModelChannel();
        foreach (var step in life)
        {
            foreach (var command in Commands(step, order, channel))
                events.UnionWith(order.When(command).Events.Select(happened => happened.GetType().Name));
            states.UnionWith(order.Account?.Refunds.Select(refund => refund.State) ?? []);
            Hold(order, channel);
        }
    }

    private static void Hold(Scenario order, ModelChannel channel)
    {
        if (order.Account is not { } account)
            return;
        order.Balances.Values.Sum().ShouldBe(0, "R-REF-6");
        foreach (var refund in account.Refunds)
        {
            channel.Payments(refund.RefundId).ShouldBeLessThanOrEqualTo(1, "R-REF-4: one payout per entitlement");
            channel.Moved(refund.RefundId).ShouldBeLessThanOrEqualTo(refund.Parts.Total.Minor);
            if (refund.State is not (RefundState.Paying or RefundState.Paid))
                channel.Moved(refund.RefundId).ShouldBe(0, "nothing is given up while money may have moved");
        }

        account.Refunds.Sum(refund => Math.Max(0, channel.Moved(refund.RefundId) - refund.Parts.Compensation.Minor))
            .ShouldBeLessThanOrEqualTo(Order.Total.Minor, "R-REF-3");
        var paid = account.Refunds.Where(refund => refund.State == RefundState.Paid).Sum(refund => refund.Parts.Total.Minor);
        order.Balances.GetValueOrDefault(LedgerAccount.ChannelClearing).ShouldBe(-paid, "R-REF-6");
    }

    private static IEnumerable<AccountCommand> Commands(Step step, Scenario order, ModelChannel channel)
    {
        var refund = order.Account?.Find(step.RefundId);
        var by = People[step.More % People.Length];
        switch (step.Act)
        {
            case 0 or 1:
                return [Request(step)];
            case 2:
                return [new ProvidePayee(step.RefundId, Payee($"f{step.More % 2}"))];
            case 3 or 4:
                return [new PassCheck(step.RefundId, (CheckStep)(1 + step.More % 3), by)];
            case 5:
                return [.. CheckChain.Awaited(refund?.State ?? RefundState.Paid) is { } awaited
                    ? (AccountCommand[])[new PassCheck(step.RefundId, awaited, People[(int)awaited])] : []];
            case 6:
                return [new SendBack(step.RefundId, [(CheckStep)(1 + step.More % 3)], by, "back")];
            case 7:
                return [new ClearInvoice(step.RefundId)];
            case 8:
                return [new JoinBatch(step.RefundId, $"bat_{step.More % 2}")];
            case 9:
                return [new PayFromBatch(step.RefundId, $"bat_{step.More % 2}", step.More % 4 == 0 ? by : Payer)];
            case 10 or 11 or 12 when refund is { State: RefundState.Paying }:
                return [order.Answer(PayAsTheHandlerDoes(refund, channel, (Trouble)(step.More % 7), order.Now), step.RefundId)];
            case 10 or 13 when refund is { State: RefundState.Paid }:
                return [order.Answer(channel.Ask(refund.Payout!.OutRequestNo, order.Now), step.RefundId)];
            case 14 when refund is { State: RefundState.Paid }:
                channel.Reverse(refund.Payout!.OutRequestNo);
                return [order.Answer(channel.Ask(refund.Payout.OutRequestNo, order.Now), step.RefundId)];
            case 15 when refund?.DueAt is { } due && due > order.Now && step.More % 3 == 0:
                order.At(due);
                return [new PassDeadline(step.RefundId), new GiveGoodsUp(step.RefundId)];
            case 16:
                return [new CloseReturn(Ended(step))];
            case 17:
                return [new RevealPayee(step.RefundId, [(CheckStep)(1 + step.More % 4)], by, RevealPurpose.Check)];
            case >= 18 when refund is not null:
                return [Onwards(refund, step, order, channel)];
            default:
                order.Wait(Duration.FromMinutes(step.More));
                return refund is { State: RefundState.Paid } && step.More % 50 == 0 ? [order.Answer(new ChannelAnswer.NotMade(), step.RefundId)] : [];
        }
    }

    // What the refund waits for, so that lives get far.
    private static AccountCommand Onwards(Refund refund, Step step, Scenario order, ModelChannel channel) => refund.State switch
    {
        _ when refund.InvoiceUncleared && step.More % 2 == 0 => new ClearInvoice(refund.RefundId),
        RefundState.Paid when refund.Advance is { State: AdvanceState.Open } && step.More % 2 == 0 => new CloseReturn(Ended(step)),
        RefundState.Paid when refund.Advance is { State: AdvanceState.ToCollect } claim => Pursue(refund, claim, step, order),
        RefundState.AwaitingPayee => new ProvidePayee(refund.RefundId, Payee()),
        RefundState.AwaitingInvoice => new ClearInvoice(refund.RefundId),
        RefundState.AwaitingBatch => new PayFromBatch(refund.RefundId, refund.BatchId ?? "bat_0", Payer),
        RefundState.Paying => order.Answer(PayAsTheHandlerDoes(refund, channel, (Trouble)(step.More % 7), order.Now), refund.RefundId),
        RefundState.Paid => order.Answer(channel.Ask(refund.Payout!.OutRequestNo, order.Now), refund.RefundId),
        var state when CheckChain.Awaited(state) is { } check => new PassCheck(refund.RefundId, check, People[(int)check]),
        _ => new PassDeadline(refund.RefundId),
    };

    private static RefundCommand Pursue(Refund refund, Advance claim, Step step, Scenario order)
    {
        switch (step.More % 4)
        {
            case 0:
                return new ForgoClaim(refund.RefundId, Third, "gone");
            case 1 when refund.DueAt is { } due && due > order.Now:
                order.At(due);
                return new PassDeadline(refund.RefundId);
            default:
                return new RecordCollection(refund.RefundId, $"R-{step.More}", Money.Cny(claim.Outstanding.Minor / (1 + step.More % 2)), Payer);
        }
    }

    private static RequestRefund Request(Step step) => Scenario.Request(
        step.More % 3 == 0 ? Settled : Order, step.RefundId,
        [.. new[] { ("1", step.More % 4), ("2", step.More % 11) }.Where(line => line.Item2 > 0)],
        freight: step.More % 2 * (step.More % 7) * 100, compensation: step.More % 5 == 0 ? step.More : 0, advance: step.More % 5 < 3,
        returnId: $"ret_{step.RefundId}", ended: step.More % 7 == 0 ? Ended(step) : null);

    private static EndedReturn Ended(Step step) => new($"ret_{step.RefundId}",
        step.More % 5 == 0 ? null : ImmutableDictionary<string, int>.Empty.Add("1", step.More % 4).Add("2", step.More % 11));

    private static ChannelAnswer PayAsTheHandlerDoes(Refund refund, ModelChannel channel, Trouble trouble, Instant now)
    {
        var payout = refund.Payout!;
        var known = payout.State == PayoutState.Unknown ? channel.Ask(payout.OutRequestNo, now) : new ChannelAnswer.NotMade();
        return known is ChannelAnswer.NotMade ? channel.Pay(refund.RefundId, payout.OutRequestNo, payout.Amount, trouble, now) : known;
    }

    /// <param name="Act">What is done.</param>
    /// <param name="More">Amounts, people, troubles: whatever the act needs.</param>
    private sealed record Step(int Act, string RefundId, int More);
}
