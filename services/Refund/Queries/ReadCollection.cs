using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Policy;
using NodaTime;

namespace Aftersales.Refunds.Queries;

/// <summary>The collection list by age (R-REF-5). Age counts days of the calendar since the claim went there.</summary>
public sealed class ReadCollection(Aggregates<Account, AccountEvent> accounts, Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar)
{
    public async Task<ListCollectionResponse> Handle(ListCollectionRequest request, Call call)
    {
        var token = request.PageToken;
        if (token.Length == 0 && request.MaxDays > 0)
            token = PageTokens.Write(RefundLists.Collection, RefundLists.CollectionKey(DayBefore(request.MaxDays, call)), "");
        var page = await accounts.List(call, RefundLists.Collection, request.PageSize, token);
        var rows = page.Rows.Select(row => (Row: row, Age: Age(Claim(row), call))).TakeWhile(row => row.Age >= request.MinDays).ToList();
        return new()
        {
            Items = { rows.Select(item => new CollectionItem { Refund = ToRefund(item.Row), AgeDays = item.Age }) },
            NextPageToken = rows.Count < page.Rows.Count ? "" : page.NextPageToken,
        };
    }

    public async Task<GetCollectionAgeingResponse> Handle(GetCollectionAgeingRequest request, Call call)
    {
        var classes = Classes(policies.For(call.Merchant).CollectionAgeingDays).ToList();
        await foreach (var row in accounts.ListAll(call, RefundLists.Collection))
        {
            var claim = Claim(row);
            Add(classes.Last(one => one.MinDays <= Age(claim, call)), claim.Outstanding);
        }

        return new() { Classes = { classes }, Outstanding = Money.Cny(classes.Sum(one => one.Outstanding.MinorUnits)).ToContract() };
    }

    private static IEnumerable<AgeClass> Classes(IReadOnlyList<int> bounds) => Enumerable.Range(0, bounds.Count + 1).Select(n => new AgeClass
    {
        MinDays = n == 0 ? 0 : bounds[n - 1] + 1,
        MaxDays = n < bounds.Count ? bounds[n] : 0,
        Outstanding = Money.Cny(0).ToContract(),
    });

    private static void Add(AgeClass to, Money outstanding)
    {
        to.Claims++;
        to.Outstanding.MinorUnits += outstanding.Minor;
    }

    private static Advance Claim(PageRow<Account> row) => row.State.Find(row.Item)!.Advance!;

    private static Contracts.Refunds.Refund ToRefund(PageRow<Account> row) => new Versioned<Account>(row.Aggregate, row.State, row.Version).ToRefund(row.Item);

    private int Age(Advance claim, Call call) => Period.DaysBetween(calendar.Today(claim.CollectSince!.Value), calendar.Today(call.Now));

    private Instant DayBefore(int days, Call call) => calendar.At(calendar.Today(call.Now).PlusDays(-days), LocalTime.Midnight);
}
