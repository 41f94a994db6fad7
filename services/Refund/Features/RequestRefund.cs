using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Features;

/// <summary>A plan asks for a refund. Its id follows from the cause, so that one cause has one refund (R-REF-4).</summary>
public sealed class RequestRefund(Accounts accounts, Orders orders, Documents<EndedReturn> ended)
{
    public async Task<RequestRefundResponse> Handle(RequestRefundRequest request, Call call)
    {
        var cause = new Domain.Cause($"{request.Cause.Kind}", request.Cause.Id);
        var refundId = Ids.Derived("rfd", $"{call.Merchant}/{cause.Kind}/{cause.Id}");
        var command = new Domain.RequestRefund(
            await orders.Find(request.OrderId, call), refundId, cause, [.. request.Lines.Select(line => (line.LineId, line.Quantity))],
            Amount("freight", request.Freight), Amount("compensation", request.Compensation), request.Advance,
            request.ReturnId.Length > 0 ? request.ReturnId : null, await End(request, call), call.Caller.Decider.Person);
        var reply = await accounts.Change(request.OrderId, call, command, after => new RequestRefundResponse { Refund = after.ToRefund(refundId) });
        if (await End(request, call) is { } end)
            await accounts.Tell(request.OrderId, call, new CloseReturn(end));
        return reply;
    }

    // Read before and after the commit: a return may end before its advance is requested, or just while it is (R-REF-5).
    private async Task<EndedReturn?> End(RequestRefundRequest request, Call call) =>
        request is { Advance: true, ReturnId.Length: > 0 } ? await ended.Find(call, request.ReturnId) : null;

    private static Money Amount(string field, Contracts.Money? amount)
    {
        if (amount is null)
            return Money.Cny(0);
        return amount.CurrencyCode == Currency.Cny.Code
            ? Money.Cny(amount.MinorUnits)
            : throw new RefusedException(PlatformReasons.Invalid($"{field}.currency_code", "must be CNY"));
    }
}
