using System.Globalization;
using System.Text;
using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Store;
using NodaTime.Text;
using Violation = Aftersales.Complaints.Domain.Violation;

namespace Aftersales.Complaints.Queries;

/// <summary>What a month risks at the platform, and which cases (handbook §9).</summary>
public sealed class ReadExposure(Cases cases, CaseDesk desk, IStore store)
{
    private static readonly YearMonthPattern Months = YearMonthPattern.Iso;

    public async Task<GetMonthlyExposureResponse> Handle(GetMonthlyExposureRequest request, Call call)
    {
        var month = Months.Parse(request.Month).Value;
        var counts = await Counts(month.Year, call);
        var sums = counts
            .GroupBy(count => count.Violation)
            .OrderBy(violation => violation.Key)
            .Select(violation => Exposures.OfMonth(
                violation.Key,
                violation.Where(count => count.Month < month.Month).Sum(count => count.Count),
                violation.Where(count => count.Month == month.Month).Sum(count => count.Count),
                desk.Policy(call).Exposure))
            .Where(sum => sum.Count > 0)
            .ToList();
        return new()
        {
            Points = sums.Sum(sum => sum.Points),
            Sums =
            {
                sums.Select(sum => new ViolationSum
                {
                    Violation = (Contracts.Complaints.Violation)sum.Violation,
                    Count = sum.Count,
                    Points = sum.Points,
                    ListingsRemoved = sum.ListingsRemoved,
                }),
            },
            Csv = Csv(request.Month, sums),
        };
    }

    public async Task<ListExposedCasesResponse> Handle(ListExposedCasesRequest request, Call call)
    {
        var page = await cases.List(call, CaseLists.Exposed(request.Month), request.PageSize, request.PageToken);
        return new()
        {
            Cases =
            {
                page.Rows.Select(row => new ExposedCase
                {
                    CaseId = row.Aggregate,
                    OrderId = row.State.Order ?? "",
                    Points = row.State.Points(),
                    Exposures = { row.State.ToExposures() },
                }),
            },
            NextPageToken = page.NextPageToken,
        };
    }

    private async Task<IEnumerable<(Violation Violation, int Month, long Count)>> Counts(int year, Call call) =>
        from counter in await store.AllUnder(call.Merchant, ExposureSums.OfYear(year), call.Cancel)
        let of = ExposureSums.Read(counter.Name)
        select (of.Violation, of.Month, counter.Value);

    private static string Csv(string month, List<MonthlyExposure> sums)
    {
        var csv = new CsvWriter().Row("month", "violation", "count", "points", "listings_removed");
        foreach (var sum in sums)
            csv.Row([month, Words.Of(sum.Violation), .. new[] { sum.Count, sum.Points, sum.ListingsRemoved }.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        return Encoding.UTF8.GetString(csv.Take());
    }
}
