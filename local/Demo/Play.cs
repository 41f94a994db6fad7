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
internal sealed partial class Play(World world, Staff staff, Order order, string flow)
{
    public string Flow => flow;

    public Order Order => order;

    public string CaseId { get; private set; } = "";

    private ComplaintService.ComplaintServiceClient Customer => world.As(i => new ComplaintService.ComplaintServiceClient(i), order.BuyerId, Role.Customer);

    private LineQuantity WholeLine => new() { LineId = order.Lines[0].LineId, Quantity = order.Lines[0].Quantity };

    /// <summary>The customer complains, with a photo where <paramref name="photo"/> says so.</summary>
    public async Task Complain(CaseType type, bool photo, bool isGeneral = false)
    {
        var request = new OpenCaseRequest { RequestId = Id("open"), Type = type, Channel = Channel.App, Description = $"{flow}：收到的商品有问题" };
        if (!isGeneral)
        {
            request.OrderId = order.OrderId;
            request.Lines.Add(WholeLine);
        }

        if (photo)
            request.EvidenceIds.Add(await Upload());
        var opened = (await Customer.OpenCaseAsync(request)).Case;
        CaseId = opened.CaseId;
    }

    /// <summary>Whoever owns the case offers something.</summary>
    public Task Offer(params Remedy[] remedies) => Offer(ResponsibleParty.Unspecified, remedies);

    /// <summary>The same, and the owner knows who is to blame.</summary>
    public async Task Offer(ResponsibleParty blamed, params Remedy[] remedies)
    {
        var present = await Case();
        if (present.State != CaseState.Open)
            return;
        var agent = await Owner(present);
        await agent.MakeOfferAsync(new() { RequestId = Id("offer", $"{present.Offers.Count}"), CaseId = CaseId, Remedies = { remedies }, ResponsibleParty = blamed });
    }

    public async Task Accept()
    {
        var present = await Case();
        if (present.State == CaseState.Offered)
            await Customer.AcceptOfferAsync(new() { RequestId = Id("accept", $"{present.Offers.Count}"), CaseId = CaseId, OfferId = present.Offers[^1].OfferId });
    }

    /// <summary>Everything was carried out; the customer is told and says what they think (R-CASE-4).</summary>
    public async Task Close()
    {
        await Wait.Until($"{flow} {CaseId} resolved", Case, c => c.State is CaseState.Resolved or CaseState.Closed);
        await Customer.RecordFeedbackAsync(new() { RequestId = Id("feedback", $"{(await Case()).Offers.Count}"), CaseId = CaseId, Satisfaction = 4 + (order.OrderId[^1] % 2) });
    }

    public async Task Withdraw()
    {
        if ((await Case()).State != CaseState.Closed)
            await Customer.WithdrawCaseAsync(new() { RequestId = Id("withdraw"), CaseId = CaseId });
    }

    public Remedy ReturnIt() => new() { Return = new() { Lines = { WholeLine } } };

    public Remedy RefundIt() => new() { Refund = new() { Lines = { WholeLine } } };

    public async Task<Case> Case() => (await staff.Desk.GetCaseAsync(new() { CaseId = CaseId })).Case;

    private async Task<ComplaintService.ComplaintServiceClient> Owner(Case present) => staff.Agent(await OwnerId(present));

    // Nobody owns what came in when nobody was there.
    private async Task<string> OwnerId(Case present)
    {
        if (present.OwnerId.Length > 0)
            return present.OwnerId;
        var taker = present.Tier switch { Tier.L1 => "wang.l1", Tier.L2 => "zhao.l2", _ => "xiao.er" };
        await staff.Agent(taker).TakeCaseAsync(new() { RequestId = Id("take", present.Tier.ToString()), CaseId = CaseId });
        return taker;
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
