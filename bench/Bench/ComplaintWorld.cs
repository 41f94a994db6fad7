using Aftersales.Complaints;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Dapr;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Google.Protobuf;
using Grpc.Core;
using Channel = Aftersales.Contracts.Complaints.Channel;
using Status = Aftersales.Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus;

namespace Aftersales.Bench;

/// <summary>The real complaint service over sockets, with people at work and known orders.</summary>
internal sealed class ComplaintWorld : IAsyncDisposable
{
    public const string Merchant = "tea-house";

    /// <summary>Agents on shift: new cases go to the least loaded of them (R-CASE-5).</summary>
    public const int Agents = 16;

    private const string Buyer = "buyer-1";

    // Each order can have one open case of each problem (R-CASE-2); inquiries are not about an order.
    private static readonly CaseType[] Types = [.. Enum.GetValues<CaseType>().Except([CaseType.Unspecified, CaseType.Inquiry])];

    private readonly ComplaintService.ComplaintServiceClient customer;
    private readonly ComplaintService.ComplaintServiceClient agent;
    private readonly ClockService.ClockServiceClient clocks;

    private ComplaintWorld(TestService service)
    {
        Service = service;
        customer = service.Client(invoker => new ComplaintService.ComplaintServiceClient(invoker), Merchant, Buyer, Role.Customer);
        agent = service.Client(invoker => new ComplaintService.ComplaintServiceClient(invoker), Merchant, "supervisor-1", Role.Supervisor);
        clocks = service.Client(invoker => new ClockService.ClockServiceClient(invoker), Merchant, "supervisor-1", Role.Supervisor);
    }

    public TestService Service { get; }

    /// <param name="database"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="cases">How many cases can be opened.</param>
    /// <param name="redis"><c>HOST:PORT</c> of the read cache; null for none.</param>
    public static async Task<ComplaintWorld> Start(string database, int cases, string? redis = null)
    {
        var settings = new Dictionary<string, string?> { ["Redis"] = redis };
        var complaints = new ComplaintWorld(await TestService.Start("complaint", ComplaintApp.Create, database, settings));
        for (var agent = 1; agent <= Agents; agent++)
        {
            await complaints.Deliver("directory", new PersonChanged
            {
                Person = new() { PersonId = $"agent-{agent}", Version = 1, Roles = { Role.AgentL1 }, OnShift = true, Active = true },
            });
        }

        for (var order = 0; order <= cases / Types.Length; order++)
            await complaints.Deliver("tracking", new OrderChanged { Order = Snapshot(OrderId(order)) });
        return complaints;
    }

    /// <summary>Opens a case; every number opens one of its own.</summary>
    public async Task<Case> Open(int number) => await Open(number, Guid.NewGuid().ToString());

    public async Task<Case> Open(int number, string requestId)
    {
        var answer = await customer.OpenCaseAsync(new()
        {
            RequestId = requestId,
            Type = Types[number % Types.Length],
            Channel = Channel.App,
            OrderId = OrderId(number / Types.Length),
            Description = "杯子碎了，请处理",
        });
        return answer.Case.Repeats == 0 ? answer.Case : throw new InvalidOperationException($"case {number} was attached to another");
    }

    public Task Read(string caseId) => Read(customer, caseId);

    public static async Task Read(ComplaintService.ComplaintServiceClient client, string caseId, Metadata? headers = null)
    {
        var answer = await client.GetCaseAsync(new() { CaseId = caseId }, headers);
        if (answer.Case.CaseId != caseId)
            throw new InvalidOperationException("another case was read");
    }

    /// <summary>The first page of an agent's open cases.</summary>
    public async Task List(int number)
    {
        var page = await agent.ListCasesAsync(new() { OwnerId = $"agent-{number % Agents + 1}", State = CaseState.Open });
        if (page.Cases.Count != 50)
            throw new InvalidOperationException($"{page.Cases.Count} cases on a page");
    }

    public async Task Forecast()
    {
        // What the bench itself opened waits for its first answer.
        var forecast = await clocks.ForecastBreachesAsync(new());
        if (forecast.Cases.Count != Math.Min(50, forecast.Total))
            throw new InvalidOperationException($"{forecast.Cases.Count} of {forecast.Total} cases on a page");
    }

    public Metadata Caller() => new() { { "authorization", $"Bearer {Service.Identity.Token(Merchant, Buyer, Role.Customer)}" } };

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    public async Task Deliver(string publisher, IMessage happened)
    {
        if (await Service.Deliver(happened, Merchant, publisher) is not Status.Success and var status)
            throw new InvalidOperationException($"the service answered {status} to an event");
    }

    private static string OrderId(int order) => $"{1930679858170000 + order}";

    private static OrderSnapshot Snapshot(string order) => new()
    {
        OrderId = order,
        Version = 1,
        BuyerId = Buyer,
        PaidAmount = new() { MinorUnits = 200_00, CurrencyCode = "CNY" },
        Lines =
        {
            new OrderLine { LineId = "1", Quantity = 3, Paid = new() { MinorUnits = 120_00, CurrencyCode = "CNY" }, Category = Category.Household },
            new OrderLine { LineId = "2", Quantity = 1, Paid = new() { MinorUnits = 80_00, CurrencyCode = "CNY" }, Category = Category.Household },
        },
    };
}
