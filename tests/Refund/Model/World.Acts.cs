using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Model;

internal sealed partial class World
{
    private const int Patience = 200;
    private static readonly string[] People = [Agent, First, Second, Third, Payer];

    // Whoever goes on with it has taken no step of another kind.
    private const string LastApprover = "p_last_approver";
    private const string LastPayer = "p_last_payer";
    private const string Finder = "p_finder";
    private const string Confirmer = "p_confirmer";

    private static string Last(CheckStep check) => $"p_last_{check}";

    public void Play(Step step)
    {
        var refund = Find(step.Refund);
        var by = People[step.Choice % People.Length];
        switch (step.Act)
        {
            case Act.Request:
                Do(Asked(step));
                break;
            case Act.NamePayee:
                Do(new ProvidePayee(step.Refund, Payee($"f{step.Choice % 2}")));
                break;
            case Act.Check:
                Do(new PassCheck(step.Refund, Awaited(step), by) { AsDeputy = step.Choice % 7 == 0 });
                break;
            case Act.SendBack:
                Do(new SendBack(step.Refund, [Awaited(step)], by, "back"));
                break;
            case Act.RevealPayee:
                Do(new RevealPayee(step.Refund, [Awaited(step)], by, RevealPurpose.Check));
                break;
            case Act.ClearInvoice:
                Do(new ClearInvoice(step.Refund));
                break;
            case Act.LockBatch:
                LockBatch();
                break;
            case Act.ApproveBatch when batches.Count > 0:
                Do(BatchOf(step), new ApproveBatch(step.Choice % 2 == 0 ? by : Third));
                break;
            case Act.ReturnBatch when batches.Count > 0 && step.Choice % 2 == 0:
                Do(BatchOf(step), new ReturnBatch(by, "look again"));
                break;
            case Act.PayBatch when batches.Count > 0:
                var people = batches[BatchOf(step)].Items[0].People;
                Do(BatchOf(step), new PayBatch(step.Choice % 2 == 0 ? people[step.Choice % people.Length].By : Payer));
                break;
            case Act.TellBatch when batches.Count > 0:
                Tell(BatchOf(step), step.Choice);
                break;
            case Act.Pay when refund is { State: RefundState.Paying }:
                Answer(refund, PayOrAsk(refund, step.Trouble, again: step.Choice % 3 == 0));
                break;
            case Act.Arrive:
                Bank.Arrive();
                break;
            case Act.LateAnswer when answers.FindAll(answer => answer.RefundId == step.Refund) is { Count: > 0 } late:
                Do(late[step.Choice % late.Count]);
                break;
            case Act.Confirm when refund is { State: RefundState.Paid }:
                Answer(refund, step.Choice % 4 == 0 ? new ChannelAnswer.Unknown() : Bank.Ask(refund.Payout!.OutRequestNo, Now));
                break;
            case Act.Reverse when refund?.Payout is { AskAt: not null } payout && Bank.Knows(payout.OutRequestNo):
                Bank.Reverse(payout.OutRequestNo);
                break;
            case Act.Forget when refund is { State: RefundState.Paid }:
                Answer(refund, new ChannelAnswer.NotMade());
                break;
            case Act.Deadline when refund?.DueAt is { } due:
                Now = Instant.Max(Now, due);
                Do(refund is { State: RefundState.Paid, Advance.State: AdvanceState.Open } ? new GiveGoodsUp(step.Refund) : new PassDeadline(step.Refund));
                break;
            case Act.EndReturn:
                Do(new CloseReturn(Ended(step)));
                break;
            case Act.Collect when refund?.Advance is { } claim:
                Do(new RecordCollection(step.Refund, $"receipt-{step.Choice % 5}", Money.Cny(claim.Outstanding.Minor * (1 + (step.Choice % 3)) / 2), Payer));
                break;
            case Act.Forgo:
                Do(new ForgoClaim(step.Refund, by, "too small"));
                break;
            case Act.Wait:
                Now += Duration.FromMinutes(step.Choice);
                break;
            case Act.Outcome when refund is not null:
                SayWhatBecame(refund, step.Choice % 4 == 0 ? Finder : Confirmer);
                break;
            case Act.Verify when refund?.Payouts.FirstOrDefault(payout => payout.VerifyAt is not null) is { } doubtful:
                Now = Instant.Max(Now, doubtful.VerifyAt!.Value);
                Do(new TakeAnswer(step.Refund, doubtful.OutRequestNo, Bank.Ask(doubtful.OutRequestNo, Now)) { Confirms = doubtful.VerifyAt });
                break;
            case Act.GoOn when refund is not null:
                GoOn(refund, step.Trouble);
                break;
        }
    }

    /// <summary>Nothing goes wrong any more: everything has to come to its end, and the customer to what is owed.</summary>
    public void Settle()
    {
        Bank.Arrive();
        for (var round = 0; Account?.Refunds.FirstOrDefault(refund => !IsAtRest(refund)) is { } refund; round++)
        {
            Laws.Hold(round < Patience, $"every refund ends: {refund.RefundId} stays {refund.State}");
            GoOn(refund, Trouble.None);
        }

        if (Account is not null)
            Laws.CheckEnd(this);
    }

    private static bool IsAtRest(Refund refund) => !refund.IsLive || refund is { State: RefundState.Paid, DueAt: null, Payout.AskAt: null };

    // What people say is true: they wait where the channel may still come to it. Those who are wrong are another test's.
    private void SayWhatBecame(Refund refund, string confirmer)
    {
        if (refund.UnsettledPayout is not { } number || Bank.IsUnderway(refund.RefundId))
            return;
        var channelNo = Bank.Ask(number, Now) is ChannelAnswer.Paid paid ? paid.ChannelNo : null;
        Do(new ReportOutcome(refund.RefundId, number, channelNo, null, "looked up", Finder));
        Do(new ConfirmOutcome(refund.RefundId, number, channelNo, confirmer));
    }

    private void GoOn(Refund refund, Trouble trouble)
    {
        switch (refund.State)
        {
            // A late answer told of what was taken back since.
            case var _ when refund is { Contradiction: not null, UnsettledPayout: not null }:
                SayWhatBecame(refund, Confirmer);
                break;
            case RefundState.AwaitingPayee:
                Do(new ProvidePayee(refund.RefundId, Payee()));
                break;
            case RefundState.AwaitingInvoice:
                Do(new ClearInvoice(refund.RefundId));
                break;
            case RefundState.AwaitingBatch:
                LockBatch();
                foreach (var batch in batches.Keys.ToList())
                {
                    Do(batch, new ApproveBatch(LastApprover));
                    Do(batch, new PayBatch(LastPayer));
                    Tell(batch, 0);
                }

                break;
            case RefundState.Paying:
                Now = Instant.Max(Now, refund.Payout!.AskAt ?? Now);
                Answer(refund, PayOrAsk(refund, trouble, again: false));
                break;
            case RefundState.Paid when refund.Payout!.AskAt is { } ask:
                Now = Instant.Max(Now, ask);
                Answer(refund, Bank.Ask(refund.Payout.OutRequestNo, Now));
                break;
            case RefundState.Paid when refund.DueAt is { } due:
                Now = Instant.Max(Now, due);
                Do(refund.Advance is { State: AdvanceState.Open } ? new GiveGoodsUp(refund.RefundId) : new PassDeadline(refund.RefundId));
                break;
            case var state when CheckChain.Awaited(state) is { } check:
                Do(new PassCheck(refund.RefundId, check, Last(check)));
                break;
        }
    }

    // What no batch holds; the store's claims see to that (R-REF-7).
    private void LockBatch()
    {
        var held = batches.Values.Where(batch => batch.Holds).SelectMany(batch => batch.Items).Select(item => (item.RefundId, item.Round)).ToHashSet();
        var items = (Account?.Refunds ?? [])
            .Where(refund => refund is { State: RefundState.AwaitingBatch, BatchId: null } && !held.Contains((refund.RefundId, refund.Round)))
            .Select(refund => BatchItem.Of(order.OrderId, refund))
            .ToImmutableArray();
        if (items.IsEmpty)
            return;
        Do($"bat_{batches.Count + 1}", new LockBatch($"bat_{batches.Count + 1}", items, Payer));
    }

    // As the service does, some of them only; now and then it stops before it has noted that it did, or does what it had done.
    private void Tell(string batchId, int choice)
    {
        var batch = batches[batchId];
        var untold = choice % 5 == 4 ? batch.Items : [.. batch.Unlocked, .. batch.Unreleased, .. batch.Unfreed];
        foreach (var item in untold.Skip(choice % 2))
        {
            (BatchedCommand command, var progress) = batch switch
            {
                { State: BatchState.Returned } => (new LeaveBatch(item.RefundId, batchId), BatchProgress.Freed),
                { PaidBy: { } payer } => (new PayFromBatch(item.RefundId, batchId, payer), BatchProgress.Released),
                _ => ((BatchedCommand)new JoinBatch(item.RefundId, batchId), BatchProgress.Locked),
            };
            Do(command with { Round = item.Round });
            if (choice % 3 != 1)
                Do(batchId, new NoteTold(item.RefundId, progress));
        }

        var ended = batch.Items.Select(item => (item.RefundId, End: item.EndOf(Find(item.RefundId)!))).Where(item => item.End is not null);
        Do(batchId, new LookAtItems(ended.ToImmutableDictionary(item => item.RefundId, item => item.End!.Value)));
    }

    private string BatchOf(Step step) => batches.Keys.Order().ElementAt(step.Choice % batches.Count);

    // Two thirds are the check that is awaited.
    private CheckStep Awaited(Step step) =>
        step.Choice % 3 != 0 && CheckChain.Awaited(Find(step.Refund)?.State ?? RefundState.Paid) is { } awaited ? awaited : (CheckStep)(1 + (step.Choice % 3));

    private RequestRefund Asked(Step step) => Request(
        order with { IsSettled = step.Choice % 3 == 0 }, step.Refund,
        [.. new[] { ("1", step.Choice % 4), ("2", step.Choice % 11) }.Where(line => line.Item2 > 0)],
        freight: step.Choice % 2 * (step.Choice % 7) * 100, compensation: step.Choice % 5 == 0 ? step.Choice : 0, advance: step.Choice % 2 == 0,
        returnId: $"ret_{step.Refund}", ended: step.Choice % 7 == 0 ? Ended(step) : null) with
    {
        PriceDifferences = step.Choice % 13 < 3 ? [new("2", Money.Cny(1 + (step.Choice * 7)))] : [],
        Postage = Money.Cny(step.Choice % 11 == 5 ? step.Choice : 0),
    };

    private static EndedReturn Ended(Step step) => new($"ret_{step.Refund}",
        step.Choice % 5 == 0 ? null : ImmutableDictionary<string, int>.Empty.Add("1", step.Choice % 4).Add("2", step.Choice % 11))
    {
        Version = step.Choice % 3,
    };
}
