using System.Diagnostics;
using Aftersales.Bench.Echo;
using Aftersales.Compensations;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Policy;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Budget = Aftersales.Compensations.Domain.Budget;
using BudgetScope = Aftersales.Compensations.Domain.BudgetScope;
using Cause = Aftersales.Compensations.Domain.Cause;
using Client = Aftersales.Contracts.Compensations.CompensationService.CompensationServiceClient;
using Duration = NodaTime.Duration;
using Money = Aftersales.Kernel.Money;
using ResponsibleParty = Aftersales.Contracts.ResponsibleParty;
using Tier = Aftersales.Compensations.Domain.Tier;

namespace Aftersales.Bench;

/// <summary>Quotes in process and over gRPC next to an echo, and grants on PostgreSQL next to pgbench writing the same rows.</summary>
internal static class Compensations
{
    private const int Callers = 16;
    private const int Agents = 16;
    private const int Rules = 100;
    private const string Merchant = "tea-house";

    // Each order is compensated once for each cause (R-COMP-5).
    private static readonly CompensationCause[] Causes =
    [
        CompensationCause.ShortPick, CompensationCause.Oversold, CompensationCause.LateDispatch, CompensationCause.LateDelivery, CompensationCause.Lost,
        CompensationCause.AbnormalSignoff, CompensationCause.Damaged, CompensationCause.WrongItem, CompensationCause.Quality, CompensationCause.PromiseBreach,
        CompensationCause.Conduct,
    ];

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace) => [.. await Quotes(pace), .. await Grants(pace)];

    private static async Task<IReadOnlyList<Row>> Quotes(Pace pace)
    {
        await using var service = await TestService.Start(CompensationApp.Name, CompensationApp.Create, "postgres");
        await Tell(service, 0);
        var agent = Agent(service, 0);
        var request = new QuoteCompensationRequest { OrderId = OrderId(0), Cause = CompensationCause.Quality };
        await using var echo = await EchoServer.Start((await agent.QuoteCompensationAsync(request)).CalculateSize());
        var inProcess = InProcess();
        var series = await pace.InTurns(
            () => Task.FromResult(Spin(pace.Slice, inProcess)),
            () => Load.For(pace.Slice, Callers, echo.Call),
            () => Load.For(pace.Slice, Callers, async () =>
            {
                if ((await agent.QuoteCompensationAsync(request)).Options.Count == 0)
                    throw new InvalidOperationException("nothing was quoted");
            }));
        return
        [
            new($"quotes in process, {Rules} rules, one thread", Report.PerSecond(series[0].PerSecond), "", "at least 50,000/s"),
            new($"bare gRPC echo of a quote's size, {Callers} at once", Report.PerSecond(series[1].PerSecond)),
            new("QuoteCompensation from PostgreSQL", Report.PerSecond(series[2].PerSecond), Report.Ratio(series[2].RatioTo(series[1]), "echo")),
        ];
    }

    // The default policy, filled up with rules that apply to the cause but for one condition.
    private static Action InProcess()
    {
        CompensationPolicy policy = new Policies<MerchantCompensationPolicy>(
            typeof(MerchantCompensationPolicy).Assembly, "compensation.json", null, TimeProvider.System).For(Merchant);
        var last = policy.Rules[0];
        policy = policy with
        {
            Rules =
            [
                .. policy.Rules,
                .. Enumerable.Range(policy.Rules.Length, Rules - policy.Rules.Length).Select(n => last with { Id = $"more-{n}", When = last.When with { Parts = [Part.Scratch] } }),
            ],
        };
        var now = Instant.FromUtc(2026, 6, 2, 1, 0);
        var order = new OrderFacts("buyer-1", Money.Cny(1666_66), now - Duration.FromHours(10), null);
        var situation = new Situation(order, Standing.Nothing, new(policy), BusinessCalendar.Default, now);
        var (question, by) = (new Question(OrderId(0), Cause.Quality, Part.None, []), new Decider("agent-0", Tier.L1));
        return () =>
        {
            if (Quoter.Of(question, by, situation) is not { Options: [{ Amount.Minor: 166_67 }, ..], Verdicts.Length: Rules })
                throw new InvalidOperationException("another quote than expected");
        };
    }

    private static Rate Spin(TimeSpan time, Action work)
    {
        var started = Stopwatch.GetTimestamp();
        var done = 0;
        for (; Stopwatch.GetElapsedTime(started) < time; done++)
            work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(done / elapsed.TotalSeconds, elapsed / Math.Max(1, done));
    }

    private static async Task<IReadOnlyList<Row>> Grants(Pace pace)
    {
        await using var service = await TestService.Start(CompensationApp.Name, CompensationApp.Create, "postgres");
        for (var order = 0; order <= (pace.Writes * pace.AllRounds / Causes.Length) + 1; order++)
            await Tell(service, order);
        await service.Drain();
        var agents = Enumerable.Range(0, Agents).Select(n => Agent(service, n)).ToArray();
        var pgbench = await Prepare(service, agents[0]);
        var next = 1;
        var series = await pace.InTurns(Give, () => pgbench.Run(pace.Slice, Callers));
        return
        [
            new($"pgbench with a grant's {pgbench.Statements} statements, {Callers} at once", Report.PerSecond(series[1].PerSecond)),
            new("GrantCompensation on PostgreSQL", Report.PerSecond(series[0].PerSecond), Report.Ratio(series[0].RatioTo(series[1]), "pgbench"), "at least 0.40"),
        ];

        async Task<Rate> Give()
        {
            var rate = await Load.Of(next, pace.Writes, Callers, number => agents[number % Agents].GrantCompensationAsync(Ask(number)).ResponseAsync);
            next += pace.Writes;
            await service.Drain();
            return rate;
        }
    }

    private static async Task<Pgbench> Prepare(TestService service, Client agent)
    {
        var settings = service.Services.GetRequiredService<ServiceSettings>();
        var ask = Ask(0);
        var grant = (await agent.GrantCompensationAsync(ask)).Grant;
        var today = BusinessCalendar.Default.Today(service.Now);
        var own = new Dictionary<string, string> { [Sums.OrderCap(ask.OrderId)] = ":claim", [new Budget(BudgetScope.Merchant, "", Budget.Day(today)).Counter] = "'day'" };
        var script = await PgbenchScript.Of(settings.Store["postgres:".Length..], settings.Name, Merchant, grant.GrantId, ask.RequestId, own);
        var database = PostgresServer.Shared.NewDatabase();
        await using (var store = SqlStore.Postgres(database, settings.Name, TimeProvider.System))
            await store.Migrate(CancellationToken.None);
        return new(database, settings.Name, script);
    }

    private static Client Agent(TestService service, int number) =>
        service.PeerClient(invoker => new Client(invoker), "complaint", Merchant, $"agent-{number}", Role.AgentL1);

    // A fen each, so that no budget ends the run.
    private static GrantCompensationRequest Ask(int number) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        OrderId = OrderId(number / Causes.Length),
        Cause = Causes[number % Causes.Length],
        Kind = CompensationKind.Coupon,
        Amount = new() { MinorUnits = 1, CurrencyCode = "CNY" },
        StartedBy = new() { Kind = CauseKind.PlanStep, Id = $"plan_{number}.1" },
        CaseId = $"case_{number}",
        AttributedTo = ResponsibleParty.Courier,
    };

    private static string OrderId(int order) => $"{1930679858170000 + order}";

    // Left in time, so that nothing is watched for it.
    private static async Task Tell(TestService service, int order)
    {
        var paid = service.Now - Duration.FromHours(10);
        var snapshot = new OrderSnapshot
        {
            OrderId = OrderId(order),
            Version = 1,
            Status = OrderStatus.Dispatched,
            BuyerId = "buyer-1",
            PaidAmount = new() { MinorUnits = 200_00, CurrencyCode = "CNY" },
            PaidTime = paid.ToDateTimeUtc().ToTimestamp(),
            DispatchedTime = service.Now.ToDateTimeUtc().ToTimestamp(),
        };
        await service.Deliver(new OrderChanged { Order = snapshot }, Merchant, "tracking");
    }
}
