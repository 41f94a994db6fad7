using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Google.Protobuf;
using Grpc.Core;
using Channel = Aftersales.Contracts.Complaints.Channel;
using Wait = Aftersales.Demo.World;

namespace Aftersales.Demo;

/// <summary>One case of the day with one order: what the customer and the staff do about it, step by step.</summary>
internal sealed class Play(World world, Staff staff, Order order, string flow)
{
    private string returnId = "";
    private string refundId = "";
    private string invoiceId = "";

    public string Flow => flow;

    public Order Order => order;

    public string CaseId { get; private set; } = "";

    private ComplaintService.ComplaintServiceClient Customer => world.As(i => new ComplaintService.ComplaintServiceClient(i), order.BuyerId, Role.Customer);

    private LineQuantity WholeLine => new() { LineId = order.Lines[0].LineId, Quantity = order.Lines[0].Quantity };

    private Money TenPercent => new() { CurrencyCode = "CNY", MinorUnits = Math.Min(order.PaidAmount.MinorUnits / 10, 20000) };

    /// <summary>The customer complains, with a photo where <paramref name="photo"/> says so.</summary>
    public async Task Complain(CaseType type, bool photo)
    {
        var request = new OpenCaseRequest { RequestId = Id("open"), Type = type, Channel = Channel.App, OrderId = order.OrderId, Lines = { WholeLine }, Description = $"{flow}：收到的商品有问题" };
        if (photo)
            request.EvidenceIds.Add(await Upload());
        var opened = (await Customer.OpenCaseAsync(request)).Case;
        CaseId = opened.CaseId;
    }

    /// <summary>Whoever owns the case offers something.</summary>
    public async Task Offer(params Remedy[] remedies)
    {
        var present = await Case();
        if (present.State != CaseState.Open)
            return;
        var agent = await Owner(present);
        await agent.MakeOfferAsync(new() { RequestId = Id("offer"), CaseId = CaseId, Remedies = { remedies } });
    }

    /// <summary>L1 tries more than it may, is told who can, passes the case up, and L2 offers it (R-COMP-3, R-ESC-1).</summary>
    public async Task OfferAboveAuthority()
    {
        var coupon = new Remedy { Compensation = new() { Kind = RemedyKind.Coupon, Amount = new() { CurrencyCode = "CNY", MinorUnits = order.PaidAmount.MinorUnits * 15 / 100 } } };
        var present = await Case();
        if (present.State != CaseState.Open)
            return;
        if (present.Tier == Tier.L1)
        {
            var first = await Owner(present);
            try
            {
                await first.MakeOfferAsync(new() { RequestId = Id("too-much"), CaseId = CaseId, Remedies = { coupon } });
                throw new InvalidOperationException("15 % were granted to L1");
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.PermissionDenied)
            {
                Refusals.Count(refused);
            }

            await first.EscalateCaseAsync(new() { RequestId = Id("escalate"), CaseId = CaseId, Reason = "要求超出一线权限" });
        }

        var second = await Owner(await Case());
        await second.MakeOfferAsync(new() { RequestId = Id("offer"), CaseId = CaseId, Remedies = { coupon } });
    }

    public async Task Accept()
    {
        var present = await Case();
        if (present.State == CaseState.Offered)
            await Customer.AcceptOfferAsync(new() { RequestId = Id("accept"), CaseId = CaseId, OfferId = present.Offers[^1].OfferId });
    }

    /// <summary>The customer goes to Returns directly; the case opens by itself.</summary>
    public async Task RequestReturn()
    {
        var returns = world.As(i => new ReturnsService.ReturnsServiceClient(i), order.BuyerId, Role.Customer);
        var request = new RequestReturnRequest { RequestId = Id("return"), OrderId = order.OrderId, Lines = { WholeLine }, Reason = ReturnReason.NoReason, Description = "不想要了" };
        returnId = (await returns.RequestReturnAsync(request)).Return.ReturnId;
        CaseId = (await Wait.Until("case of a return", async () => (await returns.GetReturnAsync(new() { ReturnId = returnId })).Return, r => r.CaseId.Length > 0)).CaseId;
    }

    /// <summary>The specialist reviews and approves (R-RET-3).</summary>
    public async Task Approve(bool beyondResale = false)
    {
        if (returnId.Length == 0)
            returnId = await Target(StepKind.Return);
        await staff.Returns.StartReviewAsync(new() { RequestId = Id("review"), ReturnId = returnId });
        await staff.Returns.ApproveReturnAsync(new() { RequestId = Id("approve"), ReturnId = returnId, BeyondResale = beyondResale });
    }

    /// <summary>The goods come back and are accepted, or refused.</summary>
    public async Task SendBack(bool accepted = true)
    {
        await Wait.Until("pickup", async () => (await staff.Returns.GetReturnAsync(new() { ReturnId = returnId })).Return, r => r.State != ReturnState.Approved);
        await staff.Courier.ConfirmPickupAsync(new() { RequestId = Id("pickup"), ReturnId = returnId, TrackingNo = $"RT{order.OrderId[^10..]}" });
        await staff.Warehouse.ReceiveReturnAsync(new() { RequestId = Id("receive"), ReturnId = returnId, Received = { WholeLine } });
        var verdict = new LineInspection { LineId = WholeLine.LineId, Accepted = accepted ? WholeLine.Quantity : 0, Refused = accepted ? 0 : WholeLine.Quantity, Reason = accepted ? "" : "已使用" };
        await staff.Warehouse.InspectReturnAsync(new() { RequestId = Id("inspect"), ReturnId = returnId, Lines = { verdict } });
    }

    /// <summary>Abnormal refund: the customer names the account, and three different people check it (R-REF-2, R-PPL-1).</summary>
    public async Task CheckAbnormalRefund()
    {
        refundId = await Target(StepKind.Refund);
        var customer = world.As(i => new RefundService.RefundServiceClient(i), order.BuyerId, Role.Customer);
        await customer.ProvidePayeeAsync(new()
        {
            RequestId = Id("payee"),
            RefundId = refundId,
            Payee = new() { Account = Import.Account(order), RealName = Import.Name(order), PlatformId = order.BuyerId },
        });
        await staff.FirstCheck.PassFirstCheckAsync(new() { RequestId = Id("check1"), RefundId = refundId });
        await staff.SecondCheck.PassSecondCheckAsync(new() { RequestId = Id("check2"), RefundId = refundId });
        await staff.ThirdCheck.PassThirdCheckAsync(new() { RequestId = Id("check3"), RefundId = refundId });
        await Wait.Until("clearing of invoices", async () => (await staff.Finance.GetRefundAsync(new() { RefundId = refundId })).Refund, r => r.State != RefundState.AwaitingInvoice);
    }

    /// <summary>The customer asks for an invoice; the specialist prepares it (R-INV-3).</summary>
    public async Task RequestInvoice()
    {
        var customer = world.As(i => new InvoiceService.InvoiceServiceClient(i), order.BuyerId, Role.Customer);
        var request = new RequestInvoiceRequest { RequestId = Id("invoice"), OrderId = order.OrderId, Kind = InvoiceKind.Ordinary, Title = new() { Name = Import.Name(order) } };
        invoiceId = (await customer.RequestInvoiceAsync(request)).Invoice.InvoiceId;
        await staff.InvoiceDesk.CheckInvoiceAsync(new() { RequestId = Id("invoice-check"), InvoiceId = invoiceId });
    }

    public Task InvoiceIssued() =>
        Wait.Until("issued invoice", async () => (await staff.InvoiceDesk.GetInvoiceAsync(new() { InvoiceId = invoiceId })).Invoice, i => i.State is InvoiceState.Issued or InvoiceState.RedLettered);

    /// <summary>Everything was carried out; the customer is told and says what they think (R-CASE-4).</summary>
    public async Task Close()
    {
        await Wait.Until($"{flow} {CaseId} resolved", Case, c => c.State is CaseState.Resolved or CaseState.Closed);
        await Customer.RecordFeedbackAsync(new() { RequestId = Id("feedback"), CaseId = CaseId, Satisfaction = 4 + (order.OrderId[^1] % 2) });
    }

    public async Task Withdraw()
    {
        if ((await Case()).State != CaseState.Closed)
            await Customer.WithdrawCaseAsync(new() { RequestId = Id("withdraw"), CaseId = CaseId });
    }

    public Remedy ReturnIt() => new() { Return = new() { Lines = { WholeLine } } };

    public Remedy RefundIt() => new() { Refund = new() { Lines = { WholeLine } } };

    public Remedy Coupon() => new() { Compensation = new() { Kind = RemedyKind.Coupon, Amount = TenPercent } };

    public async Task<Case> Case() => (await staff.Desk.GetCaseAsync(new() { CaseId = CaseId })).Case;

    private async Task<ComplaintService.ComplaintServiceClient> Owner(Case present)
    {
        if (present.OwnerId.Length > 0)
            return staff.Agent(present.OwnerId);
        var taker = present.Tier == Tier.L1 ? "wang.l1" : "zhao.l2";
        await staff.Agent(taker).TakeCaseAsync(new() { RequestId = Id("take", present.Tier.ToString()), CaseId = CaseId });
        return staff.Agent(taker);
    }

    private async Task<string> Target(StepKind kind) => (await Wait.Until(
        $"step {kind} of {CaseId}",
        () => Step(kind),
        step => step is { TargetId.Length: > 0 } or { State: StepState.Refused }))!.TargetId;

    // Null while the plan is still to be made.
    private async Task<PlanStep?> Step(StepKind kind)
    {
        try
        {
            return (await staff.Desk.GetPlanAsync(new() { CaseId = CaseId })).Plan.Steps.First(s => s.Kind == kind);
        }
        catch (RpcException early) when (early.StatusCode == StatusCode.FailedPrecondition)
        {
            return null;
        }
    }

    private async Task<string> Upload()
    {
        // The eight bytes that every PNG starts with, and something that no other photo has.
        byte[] photo = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Encoding.UTF8.GetBytes($"{flow} {order.OrderId}")];
        using var call = Customer.UploadEvidence();
        await call.RequestStream.WriteAsync(new() { Header = new() { MediaType = "image/png" } });
        await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(photo) });
        await call.RequestStream.CompleteAsync();
        return (await call.ResponseAsync).Evidence.EvidenceId;
    }

    private string Id(params string[] step) => Seed.RequestId([order.OrderId, flow, .. step]);
}

/// <summary>Refusals that the day expects, counted.</summary>
internal static class Refusals
{
    private static int count;

    public static int AboveAuthority => count;

    public static void Count(RpcException _) => Interlocked.Increment(ref count);
}
