using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Repairs;

namespace Aftersales.Returns.Features.Repairs;

/// <summary>What specialists, the workshop and the customer say of a repair.</summary>
public sealed class ChangeRepair(RepairDesk desk)
{
    public Task<QuoteRepairResponse> Quote(QuoteRepairRequest request, Call call)
    {
        if (request.Price.CurrencyCode != Currency.Cny.Code)
            throw new RefusedException(ReturnReasons.Invalid("price", "must be CNY"));
        var command = new RepairCommand.Quote(By(call), Money.Cny(request.Price.MinorUnits), request.Work);
        return desk.Change(request.RepairId, call, command, after => new QuoteRepairResponse { Repair = after });
    }

    public Task<AcceptRepairQuoteResponse> Accept(AcceptRepairQuoteRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.Answer(By(call), request.Number, Accepts: true), after => new AcceptRepairQuoteResponse { Repair = after });

    public Task<DeclineRepairQuoteResponse> Decline(DeclineRepairQuoteRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.Answer(By(call), request.Number, Accepts: false), after => new DeclineRepairQuoteResponse { Repair = after });

    public Task<CollectRepairResponse> Collect(CollectRepairRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.Collect(By(call), request.TrackingNo), after => new CollectRepairResponse { Repair = after });

    public Task<ReceiveRepairResponse> Receive(ReceiveRepairRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.Receive(By(call)), after => new ReceiveRepairResponse { Repair = after });

    public Task<FinishRepairResponse> Finish(FinishRepairRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.Finish(By(call), request.Repaired), after => new FinishRepairResponse { Repair = after });

    public Task<SendRepairBackResponse> SendBack(SendRepairBackRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.SendBack(By(call), request.TrackingNo), after => new SendRepairBackResponse { Repair = after });

    public Task<ConfirmRepairDeliveryResponse> ConfirmDelivery(ConfirmRepairDeliveryRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.ConfirmDelivery(By(call)), after => new ConfirmRepairDeliveryResponse { Repair = after });

    public Task<CancelRepairResponse> Cancel(CancelRepairRequest request, Call call) => desk.Change(
        request.RepairId, call, new RepairCommand.Cancel(By(call), request.Reason), after => new CancelRepairResponse { Repair = after });

    private static string By(Call call) => call.Caller.Decider.Person;
}
