using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Returns;
using Wait = Aftersales.Demo.World;

namespace Aftersales.Demo;

/// <summary>Goods: they come back, and others go out in their place (handbook §5).</summary>
internal sealed partial class Play
{
    private string returnId = "";

    /// <summary>The customer goes to Returns directly; the case opens by itself.</summary>
    public async Task RequestReturn(bool ships = false)
    {
        var request = new RequestReturnRequest
        {
            RequestId = Id("return"),
            OrderId = order.OrderId,
            Lines = { WholeLine },
            Reason = ReturnReason.NoReason,
            Description = "不想要了",
            CustomerShips = ships,
        };
        returnId = (await Buyer.RequestReturnAsync(request)).Return.ReturnId;
        CaseId = (await Wait.Until("case of a return", async () => (await Buyer.GetReturnAsync(new() { ReturnId = returnId })).Return, r => r.CaseId.Length > 0)).CaseId;
    }

    /// <summary>The specialist reviews and approves (R-RET-3).</summary>
    public async Task Approve(bool beyondResale = false)
    {
        if (returnId.Length == 0)
            returnId = await Target(StepKind.Return);
        await staff.Returns.StartReviewAsync(new() { RequestId = Id("review"), ReturnId = returnId });
        await staff.Returns.ApproveReturnAsync(new() { RequestId = Id("approve"), ReturnId = returnId, BeyondResale = beyondResale });
    }

    /// <summary>The courier collects the goods; they come back and are accepted, or refused.</summary>
    public async Task SendBack(bool accepted = true)
    {
        await Wait.Until("pickup", Return, r => r.State != ReturnState.Approved);
        await staff.Courier.ConfirmPickupAsync(new() { RequestId = Id("pickup"), ReturnId = returnId, TrackingNo = ParcelNo });
        await Arrive(accepted);
    }

    /// <summary>What was refused at the door needs no application and no review, and is refunded at once (R-RET-2, R-REF-5).</summary>
    public async Task ComeBackFromTheDoor()
    {
        returnId = await Target(StepKind.Return);
        await Wait.Until("refused delivery", Return, r => r.State == ReturnState.InTransit);
        await Wait.Until("advance", () => Step(StepKind.Refund), step => step is { TargetId.Length: > 0 });
        await Arrive(accepted: true);
    }

    /// <summary>The customer brings the goods to a courier, in their own time (R-RET-4).</summary>
    public async Task Ship()
    {
        await Buyer.RecordShipmentAsync(new() { RequestId = Id("ship"), ReturnId = returnId, TrackingNo = ParcelNo });
        await Arrive(accepted: true);
    }

    /// <summary>A replacement is approved, placed by somebody else, and reaches the customer (R-REP-1, R-PPL-1).</summary>
    public async Task SendReplacement()
    {
        var replacementId = await Target(StepKind.Replacement);
        await staff.Replacements.ApproveReplacementAsync(new() { RequestId = Id("replacement-approve"), ReplacementId = replacementId });
        await Wait.Until("the original's abnormal return", Replacement, r => r.Original is not OriginalOutcome.ToRegister);
        await staff.ReplacementOrders.PlaceReplacementAsync(new() { RequestId = Id("replacement-place"), ReplacementId = replacementId });
        await Wait.Until("order of a replacement", Replacement, r => r.State is not (ReplacementState.Approved or ReplacementState.Placing));
        await OrderPlatform(replacementId, "dispatch", new { tracking_no = $"SF{order.OrderId[^10..]}" });
        await OrderPlatform(replacementId, "sign", new { });

        async Task<Replacement> Replacement() => (await staff.Replacements.GetReplacementAsync(new() { ReplacementId = replacementId })).Replacement;
    }

    public Remedy ExchangeIt() => new() { Exchange = new() { Lines = { Wanted } } };

    public Remedy ReplaceIt() => new() { Replacement = new() { Lines = { Wanted }, WantsGoods = true, DeclinedRefund = true, CannotReorder = true } };

    private ReturnsService.ReturnsServiceClient Buyer => world.As(i => new ReturnsService.ReturnsServiceClient(i), order.BuyerId, Role.Customer);

    private WantedLine Wanted => new() { LineId = WholeLine.LineId, Quantity = WholeLine.Quantity };

    private string ParcelNo => $"RT{order.OrderId[^10..]}";

    private async Task<Return> Return() => (await staff.Returns.GetReturnAsync(new() { ReturnId = returnId })).Return;

    private async Task Arrive(bool accepted)
    {
        await staff.Warehouse.ReceiveReturnAsync(new() { RequestId = Id("receive"), ReturnId = returnId, Received = { WholeLine } });
        var verdict = new LineInspection { LineId = WholeLine.LineId, Accepted = accepted ? WholeLine.Quantity : 0, Refused = accepted ? 0 : WholeLine.Quantity, Reason = accepted ? "" : "已使用" };
        await staff.Warehouse.InspectReturnAsync(new() { RequestId = Id("inspect"), ReturnId = returnId, Lines = { verdict } });
    }

    private async Task OrderPlatform(string replacementId, string what, object told)
    {
        using var answer = await world.Simulators.PostAsJsonAsync($"orders/orders/order-{replacementId}/{what}", told);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{what}: {await answer.Content.ReadAsStringAsync()}");
    }
}
