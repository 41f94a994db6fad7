using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using NodaTime;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>One order's account, played command by command; the invariants are checked after each event.</summary>
internal sealed class Scenario
{
    public const string Agent = "p_agent";
    public const string First = "p_return_specialist";
    public const string Second = "p_refund_specialist";
    public const string Third = "p_supervisor";
    public const string Payer = "p_finance";

    public static readonly RefundPolicy Policy = new()
    {
        Version = "test-1",
        PayeeDays = 7,
        FirstCheckWorkingDays = 2,
        SecondCheckWorkingDays = 1,
        ThirdCheckWorkingDays = 1,
        PaidWithinWorkingDays = 5,
        NormalPaidByDay = 5,
        UndispatchedMinutes = 15,
        InvoiceClearingHours = 24,
        AdvanceReturnDays = 30,
        CollectionAgeingDays = [30, 60, 90],
        FirstAskSeconds = 10,
        LongestAskSeconds = 3600,
        AsksBeforePerson = 3,
        UnknownMinutesBeforePerson = 60,
        ConfirmAfterHours = [1, 24],
        InvoicePostageFen = 500,
        BatchItems = 100,
        Books = new()
        {
            BatchAt = new(17, 0),
            BatchStepWorkingDays = 1,
            SealAt = new(1, 0),
            SealEntries = 3,
            DifferenceWorkingDays = 3,
            CompareAgainAfterHours = [6, 24],
            StatementPayments = ["交易退款", "转账"],
            StatementReversals = ["退款冲正", "转账退票"],
        },
    };

    public static readonly Deadlines Deadlines = new(Policy, BusinessCalendar.Default);

    public Account? Account { get; private set; }

    /// <summary>A Tuesday, 10:00 in Shanghai.</summary>
    public Instant Now { get; private set; } = Instant.FromUtc(2026, 3, 10, 2, 0);

    public Refund this[string refundId] => Account!.Find(refundId)!;

    /// <summary>Two lines: 3 pieces for 10.00 and 10 for 99.99; freight 6.00. Paid, dispatched, not settled.</summary>
    public static PaidOrder Order { get; } = new(
        "1930679858170647", "b_1", [new("1", 3, Money.Cny(10_00)), new("2", 10, Money.Cny(99_99))], Money.Cny(6_00), Money.Cny(115_99),
        "2026031022001000000000000001", IsPaid: true, IsSettled: false, IsDispatched: true);

    public static PaidOrder Settled { get; } = Order with { IsSettled = true };

    public static RequestRefund Request(
        PaidOrder order, string refundId, (string, int)[]? lines = null, long freight = 0, long compensation = 0, bool advance = false,
        string? returnId = null, EndedReturn? ended = null) => new(
            order, refundId, new("PlanStep", refundId), [.. lines ?? []], Money.Cny(freight), Money.Cny(compensation), advance, returnId, ended, Agent);

    public static Payee Payee(string fingerprint = "f", string by = "b_1") => new(new("sealed"), "138****8078", fingerprint, by);

    public Scenario Wait(Duration time)
    {
        Now += time;
        return this;
    }

    public Scenario At(Instant time)
    {
        Now = time;
        return this;
    }

    /// <summary>Runs commands that have to be accepted.</summary>
    public Scenario Given(params AccountCommand[] commands)
    {
        foreach (var command in commands)
            When(command).Refusal.ShouldBeNull();
        return this;
    }

    /// <param name="command">What is asked.</param>
    /// <param name="dry">Only asked what would follow.</param>
    public Decision<AccountEvent> When(AccountCommand command, bool dry = false)
    {
        var decision = AccountDecider.Decide(Account, command, Deadlines, Now);
        foreach (var happened in dry ? [] : decision.Events)
        {
            Account = AccountEvolution.Evolve(Account, happened);
            AccountInvariants.Check(Account);
        }

        return decision;
    }

    /// <summary>All checks passed, of an abnormal refund of the first line's two pieces.</summary>
    public Scenario GivenChecked(string refundId = "r1") => Given(
        new ProvidePayee(refundId, Payee()), new PassCheck(refundId, CheckStep.First, First), new PassCheck(refundId, CheckStep.Second, Second),
        new PassCheck(refundId, CheckStep.Third, Third));

    /// <summary>Invoices cleared and paid for from a batch: the channel is about to be asked.</summary>
    public Scenario GivenPaid(string refundId = "r1") => Given(Answer(Paid, refundId));

    public Scenario GivenReleased(string refundId = "r1") => Given(
        new ClearInvoice(refundId), new JoinBatch(refundId, "bat_1"), new PayFromBatch(refundId, "bat_1", Payer));

    /// <summary>What the channel says about the refund's present number.</summary>
    public TakeAnswer Answer(ChannelAnswer answer, string refundId = "r1") => new(refundId, this[refundId].Payout!.OutRequestNo, answer);

    /// <summary>Asked again once a confirmation is due, the channel still says paid.</summary>
    public TakeAnswer Confirmed(ChannelAnswer? answer = null, string refundId = "r1")
    {
        At(this[refundId].Payout!.AskAt!.Value);
        return Answer(answer ?? Paid, refundId) with { Confirms = Now };
    }

    public ChannelAnswer Paid => new ChannelAnswer.Paid("channel-1", Now);

    public ImmutableDictionary<LedgerAccount, long> Balances => Account!.Ledger.SelectMany(entry => entry.Postings)
        .GroupBy(posting => posting.Account)
        .Select(group => (group.Key, Sum: group.Sum(posting => posting.Amount.Minor)))
        .Where(balance => balance.Sum != 0)
        .ToImmutableDictionary(balance => balance.Key, balance => balance.Sum);
}
