using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;

namespace Aftersales.Demo;

/// <summary>The people of the day, and the clients each of them works with.</summary>
internal sealed class Staff(World world)
{
    private static readonly (string Id, string Name, Role Role)[] People =
    [
        ("wang.l1", "王小燕", Role.AgentL1), ("chen.l1", "陈立", Role.AgentL1), ("liu.l1", "刘芳", Role.AgentL1),
        ("zhao.l2", "赵敏", Role.AgentL2), ("sun.l2", "孙强", Role.AgentL2),
        ("zhou.return", "周洁", Role.ReturnSpecialist), ("wu.refund", "吴刚", Role.RefundSpecialist), ("zheng.invoice", "郑萍", Role.InvoiceSpecialist),
        ("feng.track", "冯远", Role.TrackingAgent), ("lin.boss", "林涛", Role.Supervisor), ("xiao.er", "平台小二", Role.Platform), ("he.finance", "何静", Role.Finance),
        ("depot", "仓库", Role.Warehouse), ("rider", "快递", Role.Courier),
    ];

    public ReturnsService.ReturnsServiceClient Returns => world.As(i => new ReturnsService.ReturnsServiceClient(i), "zhou.return", Role.ReturnSpecialist);

    public ReplacementsService.ReplacementsServiceClient Replacements => world.As(i => new ReplacementsService.ReplacementsServiceClient(i), "zhou.return", Role.ReturnSpecialist);

    public ReplacementsService.ReplacementsServiceClient ReplacementOrders => world.As(i => new ReplacementsService.ReplacementsServiceClient(i), "wu.refund", Role.RefundSpecialist);

    public ReturnsService.ReturnsServiceClient Courier => world.As(i => new ReturnsService.ReturnsServiceClient(i), "rider", Role.Courier);

    public ReturnsService.ReturnsServiceClient Warehouse => world.As(i => new ReturnsService.ReturnsServiceClient(i), "depot", Role.Warehouse);

    public RefundService.RefundServiceClient FirstCheck => world.As(i => new RefundService.RefundServiceClient(i), "zhou.return", Role.ReturnSpecialist);

    public RefundService.RefundServiceClient SecondCheck => world.As(i => new RefundService.RefundServiceClient(i), "wu.refund", Role.RefundSpecialist);

    public RefundService.RefundServiceClient ThirdCheck => world.As(i => new RefundService.RefundServiceClient(i), "lin.boss", Role.Supervisor);

    public RefundService.RefundServiceClient Finance => world.As(i => new RefundService.RefundServiceClient(i), "he.finance", Role.Finance);

    public InvoiceService.InvoiceServiceClient InvoiceDesk => world.As(i => new InvoiceService.InvoiceServiceClient(i), "zheng.invoice", Role.InvoiceSpecialist);

    public InvoiceService.InvoiceServiceClient InvoiceApproval => world.As(i => new InvoiceService.InvoiceServiceClient(i), "lin.boss", Role.Supervisor);

    public InvoiceService.InvoiceServiceClient InvoiceFinance => world.As(i => new InvoiceService.InvoiceServiceClient(i), "he.finance", Role.Finance);

    public TrackingService.TrackingServiceClient Tracking => world.As(i => new TrackingService.TrackingServiceClient(i), "feng.track", Role.TrackingAgent);

    public TrackingService.TrackingServiceClient CourierFacts => world.As(i => new TrackingService.TrackingServiceClient(i), "rider", Role.Courier);

    public ComplaintService.ComplaintServiceClient Desk => world.As(i => new ComplaintService.ComplaintServiceClient(i), "lin.boss", Role.Supervisor);

    public ExposureService.ExposureServiceClient Exposure => world.As(i => new ExposureService.ExposureServiceClient(i), "lin.boss", Role.Supervisor);

    public CaseReportService.CaseReportServiceClient Reports => world.As(i => new CaseReportService.CaseReportServiceClient(i), "lin.boss", Role.Supervisor);

    public ClockService.ClockServiceClient Clocks => world.As(i => new ClockService.ClockServiceClient(i), "lin.boss", Role.Supervisor);

    /// <summary>Who puts demands before the platform and the mediator.</summary>
    public EscalationService.EscalationServiceClient Ladder => world.As(i => new EscalationService.EscalationServiceClient(i), "lin.boss", Role.Supervisor);

    /// <summary>What the manager of the service people answers.</summary>
    public QuestionsService.QuestionsServiceClient Questions => world.As(i => new QuestionsService.QuestionsServiceClient(i), "lin.boss", Role.Supervisor);

    public CompensationService.CompensationServiceClient Grants => world.As(i => new CompensationService.CompensationServiceClient(i), "lin.boss", Role.Supervisor);

    /// <summary>The shop's own checkout, a machine.</summary>
    public CouponService.CouponServiceClient Checkout => world.As(i => new CouponService.CouponServiceClient(i), "checkout", Role.Checkout);

    /// <summary>Who owns a case, in their own name.</summary>
    public ComplaintService.ComplaintServiceClient Agent(string person) =>
        world.As(i => new ComplaintService.ComplaintServiceClient(i), person, People.First(p => p.Id == person).Role);

    /// <summary>What the rules advise whoever owns a case.</summary>
    public AdviceService.AdviceServiceClient Advisor(string person) =>
        world.As(i => new AdviceService.AdviceServiceClient(i), person, People.First(p => p.Id == person).Role);

    /// <summary>Registers the merchant and its people and starts their shifts.</summary>
    public async Task Join()
    {
        var platform = world.As(i => new DirectoryService.DirectoryServiceClient(i), "platform", Role.Platform);
        await platform.RegisterMerchantAsync(new()
        {
            RequestId = Seed.RequestId("merchant"),
            MerchantId = World.Merchant,
            Name = "青禾日常生活有限公司",
            Shops = { new Shop { ShopId = "100200300", Name = "青禾日常生活旗舰店" } },
        });
        var boss = world.As(i => new DirectoryService.DirectoryServiceClient(i), "lin.boss", Role.Supervisor);
        foreach (var (id, name, role) in People)
        {
            await boss.AddPersonAsync(new() { RequestId = Seed.RequestId("person", id), PersonId = id, Name = name, Roles = { role }, Capacity = 200 });
            if (role is Role.AgentL1 or Role.AgentL2)
                await boss.StartShiftAsync(new() { RequestId = Seed.RequestId("shift", id), PersonId = id });
        }
    }
}
