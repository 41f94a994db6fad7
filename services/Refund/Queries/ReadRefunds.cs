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
public sealed class ReadRefunds(Accounts accounts, Aggregates<Account, AccountEvent> store)
{
    public async Task<GetRefundResponse> Handle(GetRefundRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        return new() { Refund = account.ToRefund(request.RefundId) };
    }

    public async Task<ListRefundsResponse> Handle(ListRefundsRequest request, Call call)
    {
        var page = await store.List(call, ListOf(request, call), request.PageSize, request.PageToken);
        return new()
        {
            Refunds = { page.Rows.Select(row => new Versioned<Account>(row.Aggregate, row.State, row.Version).ToRefund(row.Item)) },
            NextPageToken = page.NextPageToken,
        };
    }

    private static string ListOf(ListRefundsRequest request, Call call)
    {
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId.Length > 0 ? request.CustomerId : null;
        return (request.State, request.OrderId, request.AdvanceState, request.Uncleared, request.UnclearPayout) switch
        {
            (RefundState.Unspecified, "", AdvanceState.Unspecified, false, false) => RefundLists.All(customer),
            (var state, "", AdvanceState.Unspecified, false, false) => RefundLists.InState(customer, Enum.Parse<Domain.RefundState>($"{state}")),
            (RefundState.Unspecified, var order, AdvanceState.Unspecified, false, false) => RefundLists.OfOrder(customer, order),
            (RefundState.Unspecified, "", var state, false, false) => RefundLists.OfAdvances(customer, Enum.Parse<Domain.AdvanceState>($"{state}")),
            (RefundState.Unspecified, "", AdvanceState.Unspecified, true, false) => RefundLists.Uncleared(customer),
            (RefundState.Unspecified, "", AdvanceState.Unspecified, false, true) => RefundLists.Unclear(customer),
            _ => throw new RefusedException(PlatformReasons.Invalid("state", "at most one of state, order_id, advance_state, uncleared and unclear_payout is given")),
        };
    }
}
