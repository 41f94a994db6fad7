using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>
/// One order's life: commands go to the subject, the model keeps its own books of them, the bank moves the money, and after each command
/// <see cref="Laws"/> compares the three.
/// </summary>
internal sealed partial class World
{
    private readonly Subject subject;
    private readonly PaidOrder order;
    private readonly List<Func<string>> played = [];
    private readonly Dictionary<string, Batch> batches = [];
    private readonly List<TakeAnswer> answers = [];

    public World(Subject subject, bool reduced)
    {
        this.subject = subject;
        order = reduced ? Order with { Total = Money.Cny(100_00) } : Order;
        Owed = new(order);
        Bank = new(Moving);
    }

    public Account? Account { get; private set; }

    public Entitlements Owed { get; }

    public Bank Bank { get; }

    public Instant Now { get; private set; } = Instant.FromUtc(2026, 3, 10, 2, 0);

    /// <summary>Names of the events that have happened.</summary>
    public HashSet<string> Events { get; } = [];

    /// <summary>States that refunds were in after a command.</summary>
    public HashSet<RefundState> States { get; } = [];

    /// <summary>What was done and what came of it, one line a command.</summary>
    public string Played => string.Join('\n', played.Select(line => $"  {line()}"));

    private Refund? Find(string refundId) => Account?.Find(refundId);

    // Money moves: was it to?
    private void Moving(string refundId, long amount)
    {
        Laws.Hold(Owed[refundId].MayBePaid, $"nothing is paid that isn't accepted: {refundId}");
        Laws.Hold(amount == Owed[refundId].Amount, $"what is paid is what is owed: {refundId}, {amount} instead of {Owed[refundId].Amount}");
        Laws.Hold(Bank.Payments(refundId) == 1, $"R-REF-4: one payout per entitlement: {refundId}");
    }

    private void Do(AccountCommand command)
    {
        var before = Account;
        var decision = subject.Decide(before, command, Now);
        var at = Now;
        played.Add(() => $"{at} {Describe(command)} → {(decision.IsRefused ? decision.Refusal.Reason.Name : Names(decision.Events))}");
        foreach (var happened in decision.Events)
        {
            Account = subject.Evolve(Account, happened);
            subject.Check(Account);
            Events.Add(happened.GetType().Name);
        }

        Follow(command, before, decision);
        if (Account is null)
            return;
        States.UnionWith(Account.Refunds.Select(refund => refund.State));
        Laws.Check(this, before);
    }

    // The model's books: from the command, and whether it was let through.
    private void Follow(AccountCommand command, Account? before, Decision<AccountEvent> decision)
    {
        if (command is RequestRefund request && before?.Find(request.RefundId) is null)
        {
            request = Entitlements.OfWhatCameBack(request);
            Laws.Hold(Owed.Allows(request) == !decision.IsRefused, $"R-REF-3: {(decision.IsRefused ? "refused what is left" : "more than was paid")}");
            if (!decision.IsRefused)
            {
                Owed.Take(request);
                if (request.Ended is { } ended && Owed[request.RefundId].ReturnId == ended.ReturnId)
                    Owed[request.RefundId].Close(ended.Accepted, ended.Version, mayHaveMoved: false, isAccepted: false);
            }
        }

        if (decision.IsRefused || decision.Events.IsEmpty)
            return;
        switch (command)
        {
            case ProvidePayee named:
                Owed[named.RefundId].Name();
                break;
            case PassCheck passed:
                Owed[passed.RefundId].Pass(passed.By);
                break;
            case PayFromBatch paid:
                Owed[paid.RefundId].Pass(paid.By);
                break;
            case GiveGoodsUp given:
                Owed[given.RefundId].Close(null, 0, mayHaveMoved: true, isAccepted: true);
                break;
            case RecordCollection collected:
                Laws.Hold(Math.Abs(collected.Amount.Minor) <= Math.Abs(Owed[collected.RefundId].Outstanding), $"R-REF-5: no more is collected than is owed: {collected.RefundId}");
                Owed[collected.RefundId].Collect(collected.Amount.Minor);
                break;
            case ForgoClaim forgone:
                Owed[forgone.RefundId].WriteOff();
                break;
            case CloseReturn closed:
                foreach (var advance in Owed.All.Where(owed => owed.IsLive && owed.ReturnId == closed.Return.ReturnId))
                    advance.Close(closed.Return.Accepted, closed.Return.Version, before!.Find(advance.RefundId)!.State is RefundState.Paying or RefundState.Paid, advance.IsAccepted);
                break;
        }

        foreach (var refund in Account!.Refunds)
            Follow(refund, before?.Find(refund.RefundId), command);
    }

    private void Follow(Refund refund, Refund? before, AccountCommand command)
    {
        if (refund.Round > (before?.Round ?? 1))
            Owed[refund.RefundId].SendBack();
        if (refund.IsLive || before?.IsLive == false)
            return;
        var mayEnd = command switch
        {
            TakeAnswer { Answer: ChannelAnswer.Refused { Because: RefusedBecause.ForGood } } answer => answer.OutRequestNo == before!.Payout!.OutRequestNo,
            PassDeadline => before!.State == RefundState.AwaitingPayee && before.DueAt <= Now,
            RequestRefund or CloseReturn => !Owed[refund.RefundId].IsLive,
            _ => false,
        };
        Laws.Hold(mayEnd, $"what is owed is given up for a reason only: {refund.RefundId}");
        Owed[refund.RefundId].End();
    }

    private void Do(string batchId, BatchCommand command)
    {
        var before = batches.GetValueOrDefault(batchId);
        var decision = subject.DecideBatch(before, command, Now);
        played.Add(() => $"{Describe(batchId, command)} → {(decision.IsRefused ? decision.Refusal.Reason.Name : Names(decision.Events))}");
        foreach (var happened in decision.Events)
            batches[batchId] = BatchEvolution.Evolve(batches.GetValueOrDefault(batchId), happened);
        if (batches.TryGetValue(batchId, out var batch))
            Laws.CheckBatch(before, batch);
    }

    // The channel as the service asks it: a number that may have reached it is asked about first (R-REF-4).
    private ChannelAnswer PayOrAsk(Refund refund, Trouble trouble, bool again)
    {
        var known = refund.Payout!.State == PayoutState.Unknown || again ? Bank.Ask(refund.Payout.OutRequestNo, Now) : new ChannelAnswer.NotMade();
        return known is not ChannelAnswer.NotMade ? known
            : refund.Contradiction is null ? Bank.Pay(refund, trouble, Now)
            : refund.Payout.State == PayoutState.Unknown || again ? new ChannelAnswer.Unknown()
            : new ChannelAnswer.Refused(AccountDecider.PaidAfterAll, RefusedBecause.PayeeWrong);
    }

    private void Answer(Refund refund, ChannelAnswer answer)
    {
        var taken = new TakeAnswer(refund.RefundId, refund.Payout!.OutRequestNo, answer) { Confirms = refund.State == RefundState.Paid ? refund.Payout.AskAt : null };
        answers.Add(taken);
        Do(taken);
    }

    private static string Describe(AccountCommand command) => command switch
    {
        RequestRefund request => $"RequestRefund {request.RefundId}: {string.Join(" + ", request.Lines.Select(line => $"{line.Quantity} of {line.LineId}"))}, "
            + $"freight {request.Freight}, compensation {request.Compensation}, difference {Money.Sum(request.PriceDifferences.Select(d => d.Amount), Currency.Cny)}, "
            + $"postage {request.Postage}{(request.Order.IsSettled ? ", settled" : "")}{(request.Advance ? ", advance" : "")}",
        CloseReturn close => $"CloseReturn {close.Return.ReturnId}: {Quantities(close.Return.Accepted)}",
        ProvidePayee named => $"ProvidePayee {named.RefundId} by {named.Payee.By}",
        SendBack back => $"SendBack {back.RefundId} at {string.Join('/', back.Steps)} by {back.By}",
        _ => $"{command}",
    };

    private static string Describe(string batchId, BatchCommand command) => command switch
    {
        LockBatch locked => $"LockBatch {batchId}: {string.Join(", ", locked.Items.Select(item => item.RefundId))}",
        _ => $"{batchId}: {command}",
    };

    private static string Names<T>(IEnumerable<T> events) => string.Join(", ", events.Select(happened => happened!.GetType().Name));

    private static string Quantities(ImmutableDictionary<string, int>? accepted) =>
        accepted is null ? "called off" : string.Join(", ", accepted.OrderBy(line => line.Key).Select(line => $"{line.Value} of {line.Key} accepted"));
}
