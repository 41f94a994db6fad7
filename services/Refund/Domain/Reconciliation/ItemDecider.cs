using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Reconciliation;

/// <summary>What can be asked of an item of a reconciliation.</summary>
public abstract record ItemCommand;

public sealed record TellOurs(Movement Ours) : ItemCommand;

public sealed record TellRow(MoneyDirection Direction, string OutRequestNo, StatementRow Row) : ItemCommand;

public sealed record WithdrawRow(string LogId) : ItemCommand;

public sealed record ResolveDifference(string By, string Note) : ItemCommand;

/// <summary>The deadline of an open difference has come.</summary>
public sealed record PassDifferenceDeadline : ItemCommand;

/// <summary>What follows from a command on an item of a reconciliation. Pure.</summary>
public static class ItemDecider
{
    private static readonly Decision<ItemEvent> Nothing = Decision<ItemEvent>.Nothing;

    public static Decision<ItemEvent> Decide(ReconciliationItem? item, ItemCommand command, Deadlines deadlines, Instant now) => (item, command) switch
    {
        (_, TellOurs c) when item?.Ours == c.Ours => Nothing,
        (_, TellOurs c) => new OursTold(now, c.Ours, deadlines.Difference(now)),
        (_, TellRow c) when item?.Rows.Contains(c.Row) == true => Nothing,
        (_, TellRow c) => new RowTold(now, c.Direction, c.OutRequestNo, c.Row, deadlines.Difference(now)),
        (not null, WithdrawRow c) when item.Rows.Any(row => row.LogId == c.LogId) => new RowWithdrawn(now, c.LogId, deadlines.Difference(now)),
        (not null, WithdrawRow) => Nothing,

        (null or { Result: null }, _) => new Refusal(RefundReasons.DifferenceNotFound, "no such item"),
        ({ IsDifference: false }, ResolveDifference) => Refusal.WrongState(RefundReasons.DifferenceStateInvalid, $"{item.Result}",
            [$"{ReconciliationResult.MissingThere}", $"{ReconciliationResult.MissingHere}", $"{ReconciliationResult.AmountDiffers}"]),
        ({ Resolution: null }, ResolveDifference c) => new DifferenceResolved(now, c.By, c.Note),
        (_, ResolveDifference c) when (item.Resolution!.By, item.Resolution.Note) == (c.By, c.Note) => Nothing,
        (_, ResolveDifference) => new Refusal(RefundReasons.AlreadyDecided, "somebody settled this before").With("current", $"{item.Result}"),

        ({ IsOpen: true, Overdue: false, DueAt: { } due }, PassDifferenceDeadline) when due <= now => new DifferenceOverdue(now),
        (_, PassDifferenceDeadline) => Nothing,

        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided on"),
    };

    public static ReconciliationItem Evolve(ReconciliationItem? item, ItemEvent happened) => happened switch
    {
        ItemChanged changed => Reopened(Changed(item, changed), changed.DueAt),
        DifferenceResolved e => item! with { Resolution = new(e.By, e.Note, e.At), DueAt = null, Overdue = false },
        DifferenceOverdue => item! with { Overdue = true },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} changes no item"),
    };

    private static ReconciliationItem Changed(ReconciliationItem? item, ItemChanged happened) => happened switch
    {
        OursTold e => (item ?? new(e.Ours.Direction, e.Ours.OutRequestNo)) with { Ours = e.Ours },
        RowTold e => With(item ?? new(e.Direction, e.OutRequestNo), e.Row.LogId, e.Row),
        RowWithdrawn e => With(item!, e.LogId, null),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} changes no item"),
    };

    private static ReconciliationItem With(ReconciliationItem item, string logId, StatementRow? row) => item with
    {
        Rows =
        [
            .. item.Rows.Where(other => other.LogId != logId).Concat(row is null ? [] : [row])
                .OrderBy(other => other.At).ThenBy(other => other.LogId, StringComparer.Ordinal),
        ],
    };

    private static ReconciliationItem Reopened(ReconciliationItem item, Instant dueAt) =>
        item with { Resolution = null, DueAt = item.IsDifference ? dueAt : null, Overdue = false };
}
