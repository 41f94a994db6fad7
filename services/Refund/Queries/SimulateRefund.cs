using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Policy;
using Money = Aftersales.Kernel.Money;

namespace Aftersales.Refunds.Queries;

/// <summary>What would be refunded of an order now, how and by when, or why not; decided as a request is, and nothing is written.</summary>
public sealed class SimulateRefund(
    Aggregates<Account, AccountEvent> accounts, Orders orders, Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar)
{
    public async Task<SimulateRefundResponse> Handle(SimulateRefundRequest request, Call call)
    {
        var order = await orders.Find(request.OrderId, call);
        if (call.Caller.IsCustomer && order.CustomerId != call.Person)
            throw new RefusedException(new(RefundReasons.OrderNotFound, "no such order"));
        var asked = new Domain.RequestRefund(
            order, "", new("", ""), [.. request.Lines.Select(line => (line.LineId, line.Quantity))], request.Freight.ToDomain("freight"),
            request.Compensation.ToDomain("compensation"), Advance: false, null, null, call.Person)
        {
            PriceDifferences = [.. request.PriceDifferences.Select(FromContract.ToDomain)],
            Postage = request.InvoicePostage.ToDomain("invoice_postage"),
        };
        var account = await accounts.Read(call.Merchant, request.OrderId, call.Cancel);
        return Told(Simulation.Of(account?.State, asked, new(policies.For(call.Merchant), calendar), call.Now));
    }

    private static SimulateRefundResponse Told(Simulation simulation)
    {
        var told = new SimulateRefundResponse
        {
            Lines = { simulation.Account.Order.Lines.Select(line => Left(simulation.Account, line)) },
            FreightLeft = NotNegative(simulation.Account.LeftOfFreight),
            TotalLeft = NotNegative(simulation.Account.LeftOfTotal),
        };
        if (simulation.Made is { } made)
        {
            told.Kind = made.Kind.ToContract();
            told.RefundLines.Add(made.Parts.Lines.Select(Mapping.ToContract));
            told.Amount = made.Parts.Total.ToContract();
            told.DueTime = made.DueAt.ToContract();
            told.PayByTime = made.PayBy?.ToContract();
        }

        if (simulation.Refusal is { } refusal)
        {
            told.Refused = (ErrorReason)ErrorsReflection.Descriptor.EnumTypes.Single().FindValueByName($"ERROR_REASON_{refusal.Reason.Name}").Number;
            told.RefusedMetadata.Add(refusal.Metadata);
            told.RefusedMessage = refusal.Message;
        }

        return told;
    }

    private static LineLeft Left(Account account, PaidLine line) => new()
    {
        LineId = line.LineId,
        Quantity = line.Quantity,
        Paid = line.Paid.ToContract(),
        FreeQuantity = account.FreePieces(line).Length,
        Left = NotNegative(account.Left(line)),
    };

    private static Contracts.Money NotNegative(Money left) => Money.Max(Money.Zero(left.Currency), left).ToContract();
}
