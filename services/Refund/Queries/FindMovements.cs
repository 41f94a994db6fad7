using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using NodaTime;

namespace Aftersales.Refunds.Queries;

/// <summary>Finds what the channel moved for our refunds.</summary>
public sealed class FindMovements(Aggregates<Account, AccountEvent> accounts)
{
    /// <summary>Everything that belongs to a day by the channel's time of payment, by time.</summary>
    public async Task<IReadOnlyList<Movement>> OfDay(LocalDate day, Call call)
    {
        var found = new List<Movement>();
        await foreach (var row in accounts.ListAll(call, ReconciliationBooks.Moved(day)))
            found.Add(Of(row));

        return found;
    }

    /// <summary>What moved in one direction under a number; null when nothing did.</summary>
    public async Task<Movement?> Find(string outRequestNo, MoneyDirection direction, Call call)
    {
        var page = await accounts.List(call, ReconciliationBooks.Moved(outRequestNo), 0, "");
        return page.Rows.Select(Of).FirstOrDefault(moved => moved.Direction == direction);
    }

    private static Movement Of(PageRow<Account> row) =>
        Movement.Of(row.State).First(moved => ReconciliationBooks.MovementId(moved) == row.Item);
}
