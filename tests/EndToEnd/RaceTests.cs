using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Channel = Aftersales.Contracts.Complaints.Channel;

namespace Aftersales.EndToEnd;

/// <summary>R-RET-2 across services: Complaint, Returns and Refund each guard their own, and end with one holder.</summary>
public sealed class RaceTests : IDisposable
{
    private const string Merchant = "qinghe";
    private const int Races = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

    [Fact]
    public async Task R_RET_2_a_return_a_refund_and_a_replacement_that_race_for_one_piece_end_with_one_holder()
    {
        await using var suite = await SuiteProcess.Suite(folder);
        using var gateway = new Gateway(folder);
        await Join(gateway);
        var tracking = await gateway.As(i => new TrackingService.TrackingServiceClient(i), Merchant, "feng.track", "tracking_agent");
        var agent = await gateway.As(i => new ComplaintService.ComplaintServiceClient(i), Merchant, "wang.l1", "agent_l1");
        var races = await Task.WhenAll(Enumerable.Range(0, Races).Select(n => Race.Prepare(gateway, tracking, agent, n)));
        await Task.WhenAll(races.Select(race => race.Start()));

        var until = DateTime.UtcNow + Patience;
        foreach (var race in races)
        {
            Standing now;
            while (!(now = await race.Now(agent)).IsOver)
            {
                if (DateTime.UtcNow > until)
                    throw new TimeoutException($"stuck: {now}; {suite.Output}");
                await Task.Delay(50);
            }

            now.Winners.ShouldBe(1, $"{now}");
            // Whoever lost is told why, and a person is to find another way.
            now.Plans.Where(plan => plan.State == StepState.Refused).ShouldAllBe(plan => plan.Refusal == "UNIT_ALREADY_HELD" && plan.Case == CaseState.NeedsAttention);
        }
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static async Task Join(Gateway gateway)
    {
        var platform = await gateway.As(i => new DirectoryService.DirectoryServiceClient(i), Merchant, "platform", "platform");
        await platform.RegisterMerchantAsync(new() { RequestId = NewId(), MerchantId = Merchant, Name = "青禾日常生活有限公司", Shops = { new Shop { ShopId = "1", Name = "青禾" } } });
        var boss = await gateway.As(i => new DirectoryService.DirectoryServiceClient(i), Merchant, "lin.boss", "supervisor");
        await boss.AddPersonAsync(new() { RequestId = NewId(), PersonId = "wang.l1", Name = "王小燕", Roles = { Role.AgentL1 }, Capacity = 200 });
        await boss.StartShiftAsync(new() { RequestId = NewId(), PersonId = "wang.l1" });
    }

    private static string NewId() => Guid.NewGuid().ToString();

    /// <param name="Plans">Of the replacement and of the refund: their first steps, and their cases.</param>
    /// <param name="Returned">Null where it was refused at once.</param>
    private sealed record Standing(ImmutableArray<(StepState State, string Refusal, CaseState Case)> Plans, (bool IsLive, StepState Step)? Returned)
    {
        public int Winners => Plans.Count(plan => plan.State == StepState.Running) + (Returned is { IsLive: true, Step: StepState.Running } ? 1 : 0);

        public bool IsOver => Winners > 0
            && Plans.All(plan => plan is { State: StepState.Running } or { State: StepState.Refused, Case: CaseState.NeedsAttention })
            && Returned is null or { IsLive: false } or { Step: StepState.Running };

        public override string ToString() => $"plans {string.Join(", ", Plans)}, return {Returned}";
    }

    /// <summary>One piece of one order, and three who want it.</summary>
    private sealed class Race(ComplaintService.ComplaintServiceClient customer, ReturnsService.ReturnsServiceClient returns, string order, (string Case, string Offer)[] offers)
    {
        private string? returned;

        public static async Task<Race> Prepare(Gateway gateway, TrackingService.TrackingServiceClient tracking, ComplaintService.ComplaintServiceClient agent, int n)
        {
            var (order, buyer) = ($"{1930679858170000 + n}", $"buyer-{n}");
            await tracking.RecordFactsAsync(Facts(order, buyer));
            var customer = await gateway.As(i => new ComplaintService.ComplaintServiceClient(i), Merchant, buyer, "customer");
            var returns = await gateway.As(i => new ReturnsService.ReturnsServiceClient(i), Merchant, buyer, "customer");
            Remedy replaced = new()
            {
                Replacement = new() { Lines = { new WantedLine { LineId = "1", Quantity = 1 } }, WantsGoods = true, DeclinedRefund = true, CannotReorder = true },
            };
            Remedy refunded = new() { Refund = new() { Lines = { new LineQuantity { LineId = "1", Quantity = 1 } } } };
            return new(customer, returns, order, [await Offered(CaseType.MissingItem, replaced), await Offered(CaseType.Price, refunded)]);

            async Task<(string, string)> Offered(CaseType type, Remedy remedy)
            {
                var opened = await customer.OpenCaseAsync(new() { RequestId = NewId(), Type = type, Channel = Channel.App, OrderId = order, Description = "少了一件" });
                var offer = await agent.MakeOfferAsync(new()
                {
                    RequestId = NewId(),
                    CaseId = opened.Case.CaseId,
                    ResponsibleParty = ResponsibleParty.Warehouse,
                    Remedies = { remedy },
                });
                return (opened.Case.CaseId, offer.OfferId);
            }
        }

        public async Task Start()
        {
            var asked = Return();
            await Task.WhenAll([asked, .. offers.Select(offer =>
                customer.AcceptOfferAsync(new() { RequestId = NewId(), CaseId = offer.Case, OfferId = offer.Offer }).ResponseAsync)]);
        }

        public async Task<Standing> Now(ComplaintService.ComplaintServiceClient agent)
        {
            var plans = new List<(StepState, string, CaseState)>();
            foreach (var (id, _) in offers)
            {
                var step = await FirstStep(agent, id);
                plans.Add((step?.State ?? StepState.Waiting, step?.Refusal ?? "", (await agent.GetCaseAsync(new() { CaseId = id })).Case.State));
            }

            if (returned is null)
                return new([.. plans], null);
            var present = (await returns.GetReturnAsync(new() { ReturnId = returned })).Return;
            var own = present.CaseId.Length > 0 ? await FirstStep(agent, present.CaseId) : null;
            return new([.. plans], (present.State != ReturnState.Cancelled, own?.State ?? StepState.Waiting));
        }

        private static async Task<PlanStep?> FirstStep(ComplaintService.ComplaintServiceClient agent, string id)
        {
            try
            {
                return (await agent.GetPlanAsync(new() { CaseId = id })).Plan.Steps[0];
            }
            catch (RpcException early) when (early.StatusCode == StatusCode.FailedPrecondition)
            {
                // The offer was accepted, and the plan is not there yet.
                return null;
            }
        }

        private async Task Return()
        {
            try
            {
                var request = new RequestReturnRequest
                {
                    RequestId = NewId(),
                    OrderId = order,
                    Reason = ReturnReason.NoReason,
                    Lines = { new LineQuantity { LineId = "1", Quantity = 1 } },
                };
                returned = (await returns.RequestReturnAsync(request)).Return.ReturnId;
            }
            catch (RpcException held) when (held.StatusCode == StatusCode.FailedPrecondition)
            {
                // A replacement was faster.
            }
        }

        // Settled, so that the refund waits for a payee and is not paid while the test looks.
        private static RecordFactsRequest Facts(string order, string buyer)
        {
            var placed = new OrderPlaced
            {
                BuyerId = buyer,
                Payable = Cny(80_00),
                ShopId = "1",
                Lines =
                {
                    new OrderLine { LineId = "1", Sku = "CUP", Title = "茶杯", Category = Category.Household, Quantity = 1, UnitListPrice = Cny(80_00), Paid = Cny(80_00) },
                },
            };
            return new()
            {
                OrderId = order,
                Facts =
                {
                    Fact("placed", 1, fact => fact.Placed = placed),
                    Fact("paid", 2, fact => fact.Paid = new() { Amount = Cny(80_00), Channel = "alipay", TradeNo = $"T{order}" }),
                    Fact("dispatched", 3, fact => fact.Dispatched = new() { TrackingNo = $"SF{order}", Courier = "sf" }),
                    Fact("signed", 30, fact => fact.Signed = new() { TrackingNo = $"SF{order}", Signer = "本人" }),
                    Fact("settled", 31, fact => fact.Settled = new()),
                },
            };

            OrderFact Fact(string what, int hours, Action<OrderFact> fill)
            {
                var fact = new OrderFact
                {
                    FactId = $"{what}-{order}",
                    Source = FactSource.OrderSystem,
                    OccurredTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 5, 31, 9, 0, 0, TimeSpan.FromHours(8)).AddHours(hours)),
                };
                fill(fact);
                return fact;
            }
        }

        private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };
    }
}
