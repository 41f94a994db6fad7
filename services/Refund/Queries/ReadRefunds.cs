using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using AdvanceState = Aftersales.Contracts.Refunds.AdvanceState;
using RefundState = Aftersales.Contracts.Refunds.RefundState;

namespace Aftersales.Refunds.Queries;

/// <summary>Reads of refunds. A customer sees their own only.</summary>
public sealed class ReadRefunds(Accounts accounts, Aggregates<Account, AccountEvent> store, BusinessCalendar calendar)
{
    public async Task<GetRefundResponse> Handle(GetRefundRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        return new() { Refund = account.ToRefund(request.RefundId) };
    }

    public async Task<ListRefundsResponse> Handle(ListRefundsRequest request, Call call)
    {
        var page = await store.List(call, ListOf(request, call), request.PageSize, request.PageToken);
        var rows = page.Rows.TakeWhile(row => !request.DueToday || row.State.Find(row.Item)!.DueAt <= calendar.EndOfDay(call.Now, 0)).ToList();
        return new()
        {
            Refunds = { rows.Select(row => new Versioned<Account>(row.Aggregate, row.State, row.Version).ToRefund(row.Item)) },
            NextPageToken = rows.Count < page.Rows.Count ? "" : page.NextPageToken,
        };
    }

    private static string ListOf(ListRefundsRequest request, Call call)
    {
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId.Length > 0 ? request.CustomerId : null;
        string[] filters =
        [
            .. Where(request.State != RefundState.Unspecified, () => RefundLists.InState(customer, Enum.Parse<Domain.RefundState>($"{request.State}"))),
            .. Where(request.OrderId.Length > 0, () => RefundLists.OfOrder(customer, request.OrderId)),
            .. Where(request.AdvanceState != AdvanceState.Unspecified,
                () => RefundLists.OfAdvances(customer, Enum.Parse<Domain.AdvanceState>($"{request.AdvanceState}"))),
            .. Where(request.Uncleared, () => RefundLists.Uncleared(customer)),
            .. Where(request.UnclearPayout, () => RefundLists.Unclear(customer)),
            .. Where(request.Overdue, () => RefundLists.Overdue(customer)),
        ];
        return filters switch
        {
            [] => RefundLists.All(customer),
            [var only] => only,
            _ => throw new RefusedException(PlatformReasons.Invalid("state", "at most one filter is given beside the customer and due_today")),
        };
    }

    private static IEnumerable<string> Where(bool asked, Func<string> list) => asked ? [list()] : [];
}
