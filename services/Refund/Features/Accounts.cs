using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Queries;
using Google.Protobuf;

namespace Aftersales.Refunds.Features;

/// <summary>What the features share: finding an order's account by a refund's id, and deciding with the policy in force.</summary>
public sealed class Accounts(
    Aggregates<Account, AccountEvent> accounts, Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar, Schedules schedules)
{
    /// <summary>The account that holds the refund.</summary>
    /// <exception cref="RefusedException">REFUND_NOT_FOUND: no such refund, or another customer's.</exception>
    public async Task<Versioned<Account>> Of(string refundId, Call call)
    {
        var page = await accounts.List(call, RefundLists.OfId(refundId), pageSize: 1, pageToken: "");
        return page.Rows is [var row] && (!call.Caller.IsCustomer || row.State.Order.CustomerId == call.Person)
            ? new(row.Aggregate, row.State, row.Version)
            : throw new RefusedException(new(RefundReasons.RefundNotFound, "no such refund"));
    }

    public async Task<TReply> Change<TReply>(string orderId, Call call, AccountCommand command, Func<Versioned<Account>, TReply> reply)
        where TReply : class, IMessage<TReply>, new()
    {
        await schedules.Begin(call);
        return await accounts.Change(orderId, call, account => Decide(account, command, call), reply);
    }

    /// <summary>For events and work: an order that nothing was ever refunded of is passed over.</summary>
    public async Task Tell(string orderId, Call call, AccountCommand command)
    {
        if (await accounts.Find(call.Merchant, orderId, call.Cancel) is null)
            return;
        await schedules.Begin(call);
        await accounts.Change(orderId, call, account => Decide(account, command, call));
    }

    private Decision<AccountEvent> Decide(Account? account, AccountCommand command, Call call) =>
        AccountDecider.Decide(account, command, new(policies.For(call.Merchant), calendar), call.Now);
}
