using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using CheckStep = Aftersales.Refunds.Domain.CheckStep;

namespace Aftersales.Refunds.Features;

/// <summary>Whoever has to check sends an abnormal refund back, with a reason (R-REF-2).</summary>
public sealed class SendBackRefund(Accounts accounts)
{
    private static readonly (Role Role, CheckStep Step)[] Checkers =
    [
        (Role.ReturnSpecialist, CheckStep.First), (Role.RefundSpecialist, CheckStep.Second), (Role.Supervisor, CheckStep.Third),
    ];

    public async Task<SendBackRefundResponse> Handle(SendBackRefundRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        var steps = Checkers.Where(checker => call.Caller.Is(checker.Role)).Select(checker => checker.Step);
        return await accounts.Change(
            account.Id, call, new Domain.SendBack(request.RefundId, [.. steps], call.Person, request.Reason),
            after => new SendBackRefundResponse { Refund = after.ToRefund(request.RefundId) });
    }
}
