using System.Collections.Immutable;
using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using LineQuantity = Aftersales.Contracts.LineQuantity;
using ReturnReason = Aftersales.Contracts.Returns.ReturnReason;

namespace Aftersales.Returns.Features;

/// <summary>What requests and questions say is to come back, under the merchant's catalogue of reasons.</summary>
public sealed class Wishes(ReturnDesk desk, Documents<OrderFacts> orders, Renewals renewals)
{
    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN, ORDER_NOT_FOUND, RETURN_REASON_UNKNOWN, INVALID_REQUEST.</exception>
    public async Task<Wish> Of(RequestReturnRequest request, Call call) =>
        Make(await FindOrder(request.OrderId, call), request.Lines, request.Reason, request.ReasonCode, request.LineReasons, request.Goods, call) with
        {
            CustomerShips = request.CustomerShips,
            IsCartonExchange = request.CartonExchange,
        };

    /// <exception cref="RefusedException">As for a request; LINE_UNKNOWN too.</exception>
    public async Task<Wish> Of(CheckEligibilityRequest request, Call call)
    {
        var wish = Make(await FindOrder(request.OrderId, call), request.Lines, request.Reason, request.ReasonCode, request.LineReasons, request.Goods, call) with
        {
            CustomerShips = request.CustomerShips,
            IsCartonExchange = request.CartonExchange,
        };
        return Eligibility.Malformed(wish) is { } refusal ? throw new RefusedException(refusal) : wish;
    }

    private Wish Make(
        OrderFacts order, IEnumerable<LineQuantity> lines, ReturnReason reason, string code, IEnumerable<LineReason> others, Contracts.Returns.GoodsStatement? goods, Call call)
    {
        var policy = desk.Policy(call.Merchant);
        var reasons = others.GroupBy(o => o.LineId).ToList();
        if (reasons.Exists(r => r.Count() > 1))
            throw new RefusedException(ReturnReasons.Invalid("line_reasons", "each line once"));
        return new(
            order,
            [.. lines.Select(l => new Pieces(l.LineId, l.Quantity))],
            Leaf(reason, code, policy),
            reasons.ToImmutableDictionary(r => r.Key, r => Leaf(r.First().ReasonCode, policy)))
        {
            Goods = goods is null ? new(false, false, false, false) : new(goods.Opened, goods.Used, goods.Incomplete, goods.WithoutPackaging),
        };
    }

    private static Leaf Leaf(ReturnReason reason, string code, ReturnPolicy policy)
    {
        if (code.Length == 0)
        {
            return reason == ReturnReason.Unspecified
                ? throw new RefusedException(ReturnReasons.Invalid("reason", "reason or reason_code is needed"))
                : policy.Usual((Domain.ReturnReason)reason);
        }

        var leaf = Leaf(code, policy);
        return reason == ReturnReason.Unspecified || leaf.Reason == (Domain.ReturnReason)reason
            ? leaf
            : throw new RefusedException(ReturnReasons.Invalid("reason", "the class of reason_code, or none"));
    }

    private static Leaf Leaf(string code, ReturnPolicy policy) => policy.Leaf(code)
        ?? throw new RefusedException(new Refusal(ReturnReasons.ReasonUnknown, "the reason catalogue has no such leaf").With("policy_version", policy.Version));

    private async Task<OrderFacts> FindOrder(string orderId, Call call)
    {
        var order = await orders.Find(call, orderId)
            ?? throw new RefusedException(new Refusal(ReturnReasons.OrderNotYetKnown, "no facts about the order have arrived yet").With("order_id", orderId));
        return !call.Caller.IsCustomer || order.BuyerId == call.Person
            ? await renewals.Of(order, call)
            : throw new RefusedException(new(ReturnReasons.OrderNotFound, "no such order"));
    }
}
