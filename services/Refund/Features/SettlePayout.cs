using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using NodaTime;

namespace Aftersales.Refunds.Features;

/// <summary>Two people say what became of a payment of which the channel does not (R-REF-4, R-PPL-1).</summary>
public sealed class SettlePayout(Accounts accounts)
{
    public async Task<ReportPayoutOutcomeResponse> Handle(ReportPayoutOutcomeRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        var command = new Domain.ReportOutcome(
            request.RefundId,
            request.OutRequestNo,
            ChannelNo(request.Outcome, request.ChannelNo),
            request is { Outcome: PayoutOutcome.Paid, PaidTime: { } paid } ? Instant.FromDateTimeOffset(paid.ToDateTimeOffset()) : null,
            request.Reason,
            call.Person);
        return await accounts.Change(account.Id, call, command, after => new ReportPayoutOutcomeResponse { Refund = after.ToRefund(request.RefundId) });
    }

    public async Task<ConfirmPayoutOutcomeResponse> Handle(ConfirmPayoutOutcomeRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        var command = new Domain.ConfirmOutcome(request.RefundId, request.OutRequestNo, ChannelNo(request.Outcome, request.ChannelNo), call.Person);
        return await accounts.Change(account.Id, call, command, after => new ConfirmPayoutOutcomeResponse { Refund = after.ToRefund(request.RefundId) });
    }

    private static string? ChannelNo(PayoutOutcome outcome, string channelNo) => (outcome, channelNo) switch
    {
        (PayoutOutcome.Paid, "") => throw new Kernel.RefusedException(Platform.PlatformReasons.Invalid("channel_no", "must be the channel's number of what was paid")),
        (PayoutOutcome.Paid, _) => channelNo,
        (_, "") => null,
        _ => throw new Kernel.RefusedException(Platform.PlatformReasons.Invalid("channel_no", "must be empty for what was not paid")),
    };
}
