using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Wait = Aftersales.Demo.World;

namespace Aftersales.Demo;

/// <summary>The ladder: what L1 cannot settle goes up, to the platform and to a mediator (R-ESC-1, R-ESC-4).</summary>
internal sealed partial class Play
{
    private EscalationService.EscalationServiceClient Demanding => world.As(i => new EscalationService.EscalationServiceClient(i), order.BuyerId, Role.Customer);

    /// <summary>The customer declines the first offer, L2 puts the demand before the platform, and that decides for the customer.</summary>
    public async Task GoToPlatform()
    {
        await Rule("COUPON", Percent(30), "平台判定商家补偿");
        await Decline();
        await Submit(1, Percent(30));
        await Wait.Until($"the platform's offer in {flow} {CaseId}", Case, c => c.State == CaseState.Offered);
        await Accept();
    }

    /// <summary>The platform rejects the demand; a new and higher one is put before it once more (R-ESC-1).</summary>
    public async Task GoToPlatformTwice()
    {
        await Rule(null, null, "证据不足");
        await Decline();
        await Submit(1, Percent(20));
        await Rejected();
        await Rule("COUPON", Percent(25), "补充证据后支持部分诉求");
        await Demanding.RaiseDemandAsync(new() { RequestId = Id("demand"), CaseId = CaseId, Amount = Percent(40), Wish = "要求更高补偿" });
        await Submit(2, Percent(40));
        await Wait.Until($"the platform's offer in {flow} {CaseId}", Case, c => c.State == CaseState.Offered);
        await Accept();
    }

    /// <summary>The platform's decision does not end it: a mediator hears both sides, and the shop does what they settle on (R-ESC-4).</summary>
    public async Task Mediate()
    {
        await Rule(null, null, "证据不足");
        await Decline();
        await Submit(1, Percent(20));
        await Rejected();
        var desk = staff.Ladder;
        await desk.ReferToMediationAsync(new() { RequestId = Id("refer"), CaseId = CaseId, Mediator = "消费者协会", Position = "商家已按规则处理" });
        await Demanding.StatePositionAsync(new() { RequestId = Id("position"), CaseId = CaseId, OfCustomer = true, Position = "商品与描述不符" });
        await desk.RecordVerdictAsync(new() { RequestId = Id("verdict"), CaseId = CaseId, Verdict = MediationVerdict.Settled, Amount = Percent(10), Text = "双方和解" });
        await desk.RecordMediationOutcomeAsync(new() { RequestId = Id("outcome"), CaseId = CaseId, CarriedOut = true, Note = "商家履行" });
        await Offer(Coupon());
        await Accept();
    }

    private async Task Decline()
    {
        await Complain(CaseType.Conduct, photo: false);
        await Offer(Coupon(percent: 5));
        var present = await Case();
        if (present.State == CaseState.Offered)
            await Customer.DeclineOfferAsync(new() { RequestId = Id("decline"), CaseId = CaseId, OfferId = present.Offers[^1].OfferId, Wish = "补偿太少" });
    }

    private async Task Submit(int number, Money amount)
    {
        if ((await Case()).Escalation?.Submissions.Count >= number)
            return;
        await staff.Ladder.SubmitToPlatformAsync(new() { RequestId = Id("submit", $"{number}"), CaseId = CaseId, Amount = amount, Demand = "要求补偿", Position = "商家已提出补偿，客户不接受" });
    }

    private Task Rejected() => Wait.Until(
        $"the platform's decision in {flow} {CaseId}", Case, c => c.Escalation?.Submissions.LastOrDefault()?.State == SubmissionState.Rejected);

    private async Task Rule(string? remedy, Money? amount, string reason)
    {
        using var answer = await world.Simulators.PostAsJsonAsync(
            "marketplace/rulings", new { order_no = order.OrderId, remedy, amount = amount is null ? null : Import.Fen(amount.MinorUnits), reason });
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"ruling: {await answer.Content.ReadAsStringAsync()}");
    }
}
