using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Domain.Ledger;
using Aftersales.Refunds.Tests.Domain;
using NodaTime;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>Defects of the kind that cost money, each planted alone into the domain as it is.</summary>
internal static class PlantedFaults
{
    public static IReadOnlyDictionary<string, Subject> All { get; } = new Dictionary<string, Subject>
    {
        ["a payment is off by a fen"] = Evolved((after, happened) => happened is PayoutDecided
            ? after.Pay(payout => payout with { Amount = payout.Amount + Money.Cny(1) }) : after),
        ["a time-out counts as failure and gives the money free"] = Decided(happened => happened is PayoutUnknown e ? new Failed(e.At, e.RefundId, "TIMEOUT") : happened),
        ["after a time-out the next try has a number of its own"] = Evolved((after, happened) => happened is PayoutUnknown
            ? after.Pay(payout => payout with { OutRequestNo = $"{payout.OutRequestNo}+" }) : after),
        ["a time-out forgets to ask again"] = Evolved((after, happened) => happened is PayoutUnknown
            ? after.Pay(payout => payout with { AskAt = null }) : after),
        ["a payment is booked twice"] = Booked((before, after, happened) => happened is Paid
            ? [.. after, .. after.Skip(before.Length).Select(entry => entry with { EntryId = $"{entry.EntryId}+" })] : after),
        ["a reversal is not booked"] = Booked((before, after, happened) => happened is PaymentReversed ? before : after),
        ["a mistake is wiped out instead of reversed"] = Booked((before, after, happened) => happened is PaymentReversed reversed
            ? [.. before.Where(entry => entry.RefundId != reversed.RefundId)] : after),
        ["one side of an entry is lost"] = Booked((_, after, happened) => happened is Accepted
            ? after.SetItem(after.Length - 1, after[^1] with { Postings = [.. after[^1].Postings.SkipLast(1)] }) : after),
        ["goods that are given up are not collected"] = Booked((before, after, happened) => happened is AdvanceClosed ? before : after),
        ["a part of the quantity is lost"] = Decided(happened => happened is Requested { Parts.Lines: [{ Pieces.Length: > 1 } line, ..] } e
            ? e with { Parts = e.Parts with { Lines = e.Parts.Lines.SetItem(0, line with { Pieces = line.Pieces[..^1] }) } } : happened),
        ["other refunds of the order are not looked at"] = Asked((account, command, now) => command is RequestRefund && account is not null
            ? Sound(account with { Refunds = [] }, command, now) : Sound(account, command, now)),
        ["whoever took a step takes another"] = Asked((account, command, now) => (command, Sound(account, command, now)) switch
        {
            (PassCheck pass, { Refusal.Reason: var reason }) when reason == RefundReasons.SamePerson => As(pass.By, Sound(account, pass with { By = "p_nobody" }, now)),
            (_, var decision) => decision,
        }),
        ["the third check is left out"] = Asked((account, command, now) => Sound(account, command, now) is { Events: [CheckPassed { Step: CheckStep.Second } e] }
            ? Decision<AccountEvent>.Of(e, new Accepted(now, e.RefundId, now)) : Sound(account, command, now)),
        ["an advance is paid again when its goods come back"] = PaidAgain((command, _) => command is CloseReturn),
        ["a batch pays again what it has paid"] = PaidAgain((command, _) => command is PayFromBatch),
        ["a payment that the channel forgot is made again"] = PaidAgain((command, _) => command is TakeAnswer { Answer: ChannelAnswer.NotMade }),
        ["an answer counts whatever number it is about"] = Asked((account, command, now) => command is TakeAnswer answer && account?.Find(answer.RefundId)?.Payout is { } payout
            ? Sound(account, answer with { OutRequestNo = payout.OutRequestNo }, now) : Sound(account, command, now)),
        ["what comes back is not noticed"] = Asked((account, command, now) => command is TakeAnswer { Answer: ChannelAnswer.Reversed }
            ? Decision<AccountEvent>.Nothing : Sound(account, command, now)),
        ["a refund that waits for the payee never ends"] = Evolved((after, _) => after.State == RefundState.AwaitingPayee ? after with { DueAt = null } : after),
        ["what was called off stays reserved"] = Evolved((after, happened) => happened is Cancelled ? after with { State = RefundState.AwaitingPayee } : after),
        ["a batch is paid by a second person too"] = Subject.Unguarded with
        {
            DecideBatch = PaidWhile(BatchState.Paid),
        },
        ["a batch is paid by whoever checked it"] = Subject.Unguarded with
        {
            DecideBatch = PaidWhile(BatchState.Approved),
        },
        ["a batch is paid that nobody approved"] = Subject.Unguarded with
        {
            DecideBatch = PaidWhile(BatchState.Locked),
        },
    };

    private static Func<Batch?, BatchCommand, Instant, Decision<BatchEvent>> PaidWhile(BatchState state) => (batch, command, now) =>
        command is PayBatch pay && batch?.State == state ? new BatchPaid(now, pay.By, now) : BatchDecider.Decide(batch, command, Scenario.Deadlines, now);

    private static Decision<AccountEvent> Sound(Account? account, AccountCommand command, Instant now) =>
        AccountDecider.Decide(account, command, Scenario.Deadlines, now);

    private static Subject Asked(Func<Account?, AccountCommand, Instant, Decision<AccountEvent>> decide) => Subject.Unguarded with { Decide = decide };

    private static Subject Decided(Func<AccountEvent, AccountEvent> change) => Asked((account, command, now) =>
        Sound(account, command, now) is { IsRefused: false } decision ? Decision<AccountEvent>.Of(decision.Events.Select(change)) : Sound(account, command, now));

    // The refund comes out of the event another than it should.
    private static Subject Evolved(Func<Refund, RefundEvent, Refund> change) => Subject.Unguarded with
    {
        Evolve = (account, happened) => AccountEvolution.Evolve(account, happened) is var after && happened is RefundEvent about && after.Find(about.RefundId) is { } refund
            ? after with { Refunds = after.Refunds.Replace(refund, change(refund, about)) }
            : after,
    };

    private static Subject Booked(Func<ImmutableArray<LedgerEntry>, ImmutableArray<LedgerEntry>, AccountEvent, ImmutableArray<LedgerEntry>> change) =>
        Subject.Unguarded with
        {
            Evolve = (account, happened) => AccountEvolution.Evolve(account, happened) is var after && account is not null
                ? after with { Ledger = change(account.Ledger, after.Ledger, happened) }
                : after,
        };

    // A paid refund is paid once more, as careful as under a number of its own.
    private static Subject PaidAgain(Func<AccountCommand, Account?, bool> when) => Asked((account, command, now) =>
        Sound(account, command, now) is { IsRefused: false } decision && when(command, account) && Target(account, command) is { } paid
            ? Decision<AccountEvent>.Of([.. decision.Events, new PayoutDecided(now, paid.RefundId, $"{paid.Payout!.OutRequestNo}/again", null)])
            : Sound(account, command, now));

    private static Refund? Target(Account? account, AccountCommand command) => account?.Refunds.FirstOrDefault(refund => refund.State == RefundState.Paid && command switch
    {
        CloseReturn close => refund.ReturnId == close.Return.ReturnId && refund.Advance is not null,
        RefundCommand about => refund.RefundId == about.RefundId,
        _ => false,
    });

    private static Refund Pay(this Refund refund, Func<Payout, Payout> change) =>
        refund with { Payouts = refund.Payouts.SetItem(refund.Payouts.Length - 1, change(refund.Payouts[^1])) };

    private static Decision<AccountEvent> As(string by, Decision<AccountEvent> decision) => decision.IsRefused
        ? decision
        : Decision<AccountEvent>.Of(decision.Events.Select(happened => happened is CheckPassed passed ? passed with { By = by } : happened));
}
