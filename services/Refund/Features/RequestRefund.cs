using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using NodaTime;

namespace Aftersales.Refunds.Features;

/// <summary>A plan asks for a refund. Its id follows from the cause, so that one cause has one refund (R-REF-4).</summary>
public sealed class RequestRefund(Accounts accounts, Orders orders, Documents<EndedReturn> ended)
{
    public async Task<RequestRefundResponse> Handle(RequestRefundRequest request, Call call)
    {
        CheckCause(request, call);
        var cause = new Domain.Cause($"{request.Cause.Kind}", request.Cause.Id);
        var refundId = Ids.Derived("rfd", $"{call.Merchant}/{cause.Kind}/{cause.Id}");
        var command = new Domain.RequestRefund(
            await orders.Find(request.OrderId, call), refundId, cause, [.. request.Lines.Select(line => (line.LineId, line.Quantity))],
            request.Freight.ToDomain("freight"), request.Compensation.ToDomain("compensation"), request.Advance,
            request.ReturnId.Length > 0 ? request.ReturnId : null, await End(request, call), call.Caller.Decider.Person)
        {
            PriceDifferences = [.. request.PriceDifferences.Select(FromContract.ToDomain)],
            Postage = request.InvoicePostage.ToDomain("invoice_postage"),
            Deduction = request.Deduction.ToDomain("deduction"),
            Lessened = [.. request.Lessened.Select(line => new Lessened(line.LineId, line.Quantity, line.Amount.ToDomain("lessened.amount")))],
            OwedSince = request.OwedSince?.ToDateTimeOffset() is { } since ? Instant.FromDateTimeOffset(since) : null,
        };
        var reply = await accounts.Change(request.OrderId, call, command, after => new RequestRefundResponse { Refund = after.ToRefund(refundId) });
        if (await End(request, call) is { } end)
            await accounts.Tell(request.OrderId, call, new CloseReturn(end));
        return reply;
    }

    // Only a plan starts money; Invoice gives back what its own mistake cost the customer, and nothing else (R-INV-3).
    private static void CheckCause(RequestRefundRequest request, Call call)
    {
        var own = request.Cause.Kind == CauseKind.PlanStep ? "complaint" : "invoice";
        if (call.Person != own)
            throw new RefusedException(PlatformReasons.Invalid("cause.kind", $"is asked for by {own} alone"));
        var postageOnly = new RequestRefundRequest(request) { InvoicePostage = null, OwedSince = null };
        if (own == "invoice" && !postageOnly.Equals(new RequestRefundRequest { RequestId = request.RequestId, OrderId = request.OrderId, Cause = request.Cause }))
            throw new RefusedException(PlatformReasons.Invalid("cause.kind", "is for the postage of an invoice alone"));
    }

    // Read before and after the commit: a return may end before its advance is requested, or just while it is (R-REF-5).
    private async Task<EndedReturn?> End(RequestRefundRequest request, Call call) =>
        request is { Advance: true, ReturnId.Length: > 0 } ? await ended.Find(call, request.ReturnId) : null;
}
