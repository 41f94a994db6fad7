using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>What plans ask of Refund.</summary>
public sealed class RefundsPort(Peer<RefundService.RefundServiceClient> refunds)
{
    /// <summary>Starts the refund of a step, once for each try.</summary>
    public async Task<PlanCommand> Request(Plan plan, Step step, PayBack task, Call call)
    {
        var request = new RequestRefundRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            OrderId = plan.Order,
            Cause = step.Cause(),
            Lines = { task.Lines.ToContract() },
            Freight = task.Freight?.ToContract(),
            Compensation = task.Compensation?.ToContract(),
            Advance = task.Advance,
            Deduction = task.Deduction is { IsZero: false } kept ? kept.ToContract() : null,
            Lessened =
            {
                task.Lessened.Select(line => new Contracts.LessenedLine { LineId = line.Line, Quantity = line.Quantity, Amount = line.Amount.ToContract() }),
            },
            ReturnId = task.Return ?? "",
            OwedSince = task.Return is null ? null : plan.OpenedAt.ToContract(),
            PriceDifferences = { task.PriceDifferences.Select(line => new PriceDifference { LineId = line.Line, Amount = line.Amount.ToContract() }) },
        };
        var answer = await refunds.Ask(StepCaller.Of(plan, step, call), (client, options) => client.RequestRefundAsync(request, options), call.Cancel);
        return Move(answer.Refund.State) is RefundMove.Moving
            ? new PlanCommand.Answer(step.Asked, answer.Refund.RefundId, false)
            : new PlanCommand.FollowRefund(step.Asked, answer.Refund.RefundId, Move(answer.Refund.State));
    }

    /// <summary>What a refund's state means to a plan.</summary>
    public static RefundMove Move(RefundState state) => state switch
    {
        RefundState.Paid => RefundMove.Paid,
        RefundState.Failed => RefundMove.Failed,
        RefundState.Cancelled => RefundMove.Cancelled,
        _ => RefundMove.Moving,
    };
}
