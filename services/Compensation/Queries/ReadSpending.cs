using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using NodaTime;
using NodaTime.Text;
using ResponsibleParty = Aftersales.Contracts.ResponsibleParty;

namespace Aftersales.Compensations.Queries;

/// <summary>What was granted, summed by what one asks for. Revoked grants are not in it; coupons that expired unspent are.</summary>
public sealed class ReadSpending(IStore store)
{
    private const int MostMonths = 12;

    // In the order of columns and rows.
    private static readonly (SpendingDimension Dimension, string Name, Func<Sum, string> Of)[] Columns =
    [
        (SpendingDimension.Month, "month", sum => sum.Month),
        (SpendingDimension.Rule, "rule", sum => sum.Cell.Rule),
        (SpendingDimension.Cause, "cause", sum => $"{sum.Cell.Cause}"),
        (SpendingDimension.Kind, "kind", sum => $"{sum.Cell.Kind}"),
        (SpendingDimension.Tier, "tier", sum => $"{sum.Cell.Tier}"),
        (SpendingDimension.Party, "party", sum => $"{sum.Cell.Party}"),
        (SpendingDimension.Person, "person", sum => sum.Person),
    ];

    public async Task<GetSpendingResponse> Handle(GetSpendingRequest request, Call call)
    {
        var by = request.GroupBy.ToImmutableHashSet();
        if (by.Contains(SpendingDimension.Person) && by.Except([SpendingDimension.Person, SpendingDimension.Month]).Count > 0)
            throw new RefusedException(PlatformReasons.Invalid("group_by", "a person's sums go together with months only"));
        var found = new List<Sum>();
        foreach (var month in Months(request))
            found.AddRange(by.Contains(SpendingDimension.Person) ? await OfPeople(month, call) : await OfCells(month, call));
        var rows = found
            .GroupBy(sum => string.Join('\n', Columns.Where(column => by.Contains(column.Dimension)).Select(column => column.Of(sum))))
            .Select(group => group.First() with { Amount = group.Sum(sum => sum.Amount), Count = group.Sum(sum => sum.Count) })
            .Where(sum => sum.Count > 0)
            .OrderBy(sum => by.Contains(SpendingDimension.Month) ? sum.Month : "", StringComparer.Ordinal)
            .ThenByDescending(sum => sum.Amount)
            .ToList();
        return new()
        {
            Rows = { rows.Select(sum => Row(sum, by)) },
            Amount = Money.Cny(rows.Sum(sum => sum.Amount)).ToContract(),
            Count = rows.Sum(sum => sum.Count),
            Csv = Csv(rows, by),
        };
    }

    private static IEnumerable<string> Months(GetSpendingRequest request)
    {
        var from = YearMonthPattern.Iso.Parse(request.FromMonth).Value;
        var to = request.ToMonth.Length == 0 ? from : YearMonthPattern.Iso.Parse(request.ToMonth).Value;
        var months = Period.Between(from.OnDayOfMonth(1), to.OnDayOfMonth(1), PeriodUnits.Months).Months;
        return months is >= 0 and < MostMonths
            ? Enumerable.Range(0, months + 1).Select(n => YearMonthPattern.Iso.Format(from.PlusMonths(n)))
            : throw new RefusedException(PlatformReasons.Invalid("to_month", $"must be at most {MostMonths - 1} months after from_month"));
    }

    private async Task<IEnumerable<Sum>> OfCells(string month, Call call)
    {
        var (amounts, counts) = (SpendingSums.CellsOf(month, counts: false), SpendingSums.CellsOf(month, counts: true));
        return (await store.AllUnder(call.Merchant, amounts, call.Cancel)).Select(sum => new Sum(month, "", SpendingSums.Read(amounts, sum.Name), sum.Value, 0))
            .Concat((await store.AllUnder(call.Merchant, counts, call.Cancel)).Select(sum => new Sum(month, "", SpendingSums.Read(counts, sum.Name), 0, sum.Value)));
    }

    private async Task<IEnumerable<Sum>> OfPeople(string month, Call call)
    {
        var (amounts, counts) = (SpendingSums.PeopleOf(month, counts: false), SpendingSums.PeopleOf(month, counts: true));
        return (await store.AllUnder(call.Merchant, amounts, call.Cancel)).Select(sum => new Sum(month, sum.Name[amounts.Length..], default, sum.Value, 0))
            .Concat((await store.AllUnder(call.Merchant, counts, call.Cancel)).Select(sum => new Sum(month, sum.Name[counts.Length..], default, 0, sum.Value)));
    }

    private static SpendingRow Row(Sum sum, ImmutableHashSet<SpendingDimension> by) => new()
    {
        Month = by.Contains(SpendingDimension.Month) ? sum.Month : "",
        RuleId = by.Contains(SpendingDimension.Rule) ? sum.Cell.Rule : "",
        Cause = by.Contains(SpendingDimension.Cause) ? (CompensationCause)sum.Cell.Cause : CompensationCause.Unspecified,
        Kind = by.Contains(SpendingDimension.Kind) ? (CompensationKind)sum.Cell.Kind : CompensationKind.Unspecified,
        Tier = by.Contains(SpendingDimension.Tier) ? sum.Cell.Tier.ToTier() : Contracts.Tier.Unspecified,
        AttributedTo = by.Contains(SpendingDimension.Party) ? (ResponsibleParty)sum.Cell.Party : ResponsibleParty.Unspecified,
        PersonId = sum.Person,
        Amount = Money.Cny(sum.Amount).ToContract(),
        Count = sum.Count,
    };

    private static string Csv(List<Sum> rows, ImmutableHashSet<SpendingDimension> by)
    {
        var columns = Columns.Where(column => by.Contains(column.Dimension)).ToList();
        var csv = new CsvWriter().Row([.. columns.Select(column => column.Name), "amount", "count"]);
        foreach (var sum in rows)
            csv.Row([.. columns.Select(column => column.Of(sum)), Money.Cny(sum.Amount).ToDecimalText(), sum.Count.ToString(CultureInfo.InvariantCulture)]);
        return Encoding.UTF8.GetString(csv.Take());
    }

    /// <param name="Person">Empty where cells are summed.</param>
    private sealed record Sum(string Month, string Person, Cell Cell, long Amount, long Count);
}
