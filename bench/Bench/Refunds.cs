using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Refunds;
using Aftersales.Simulators;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Aftersales.Contracts.Refunds.RefundService;

namespace Aftersales.Bench;

/// <summary>Accepting a refund on PostgreSQL, next to pgbench writing the same rows with the same statements to the same server.</summary>
internal static class Refunds
{
    private const int Callers = 16;
    private const string Merchant = "tea-house";

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        using var folder = new TemporaryFolder();
        await using var world = await SimulatorHost.Start(new() { DataFolder = folder.File("simulators") });
        await using var service = await TestService.Start(RefundApp.Name, RefundApp.Create, "postgres", world.PaymentApp.Settings);
        for (var order = 0; order <= pace.Writes * pace.AllRounds; order++)
            await Tell(service, order);
        var plan = service.PeerClient(invoker => new RefundServiceClient(invoker), "complaint", Merchant, "agent-1", Role.AgentL1);
        var pgbench = await Prepare(service, plan);
        var next = 1;
        var series = await pace.InTurns(Accept, () => pgbench.Run(pace.Slice, Callers));
        return
        [
            new($"pgbench with an accepted refund's {pgbench.Statements} statements, {Callers} at once", Report.PerSecond(series[1].PerSecond)),
            new("refunds accepted on PostgreSQL", Report.PerSecond(series[0].PerSecond), Report.Ratio(series[0].RatioTo(series[1]), "pgbench"), "at least 0.40"),
        ];

        async Task<Rate> Accept()
        {
            var rate = await Load.Of(next, pace.Writes, Callers, number => Ask(plan, Wanted(number)));
            next += pace.Writes;
            await service.Drain();
            return rate;
        }
    }

    // A whole line of an order that is not settled: accepted at once (R-REF-1).
    private static async Task<Refund> Ask(RefundServiceClient plan, RequestRefundRequest wanted)
    {
        var refund = (await plan.RequestRefundAsync(wanted)).Refund;
        return refund.State == RefundState.AwaitingInvoice ? refund : throw new InvalidOperationException($"a refund is {refund.State}");
    }

    private static async Task<Pgbench> Prepare(TestService service, RefundServiceClient plan)
    {
        var settings = service.Services.GetRequiredService<ServiceSettings>();
        var (connection, wanted) = (settings.Store["postgres:".Length..], Wanted(0));
        var refund = await Ask(plan, wanted);
        var script = await PgbenchScript.Of(connection, settings.Name, Merchant, refund.OrderId, wanted.RequestId, await Own(connection, settings.Name, refund));
        var database = PostgresServer.Shared.NewDatabase();
        await using (var store = SqlStore.Postgres(database, settings.Name, TimeProvider.System))
            await store.Migrate(CancellationToken.None);
        return new(database, settings.Name, script);
    }

    // What is listed is another in each transaction; of the ledger's sums each takes one of the parts that they are split into.
    private static async Task<Dictionary<string, string>> Own(string connection, string schema, Refund refund)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema, Options = "-c aftersales.merchant=*" });
        await using var command = source.CreateCommand(
            """
            select 'item', item from lists where aggregate = $1
            union select 'sum', name from counters where xmin = (select xmin from states where id = $1)
            """);
        command.Parameters.Add(new() { Value = refund.OrderId });
        await using var reader = await command.ExecuteReaderAsync();
        var own = new Dictionary<string, string>();
        while (await reader.ReadAsync())
            own[reader.GetString(1)] = $"'{own.Count}/' || :{(reader.GetString(0) == "item" ? "event" : "counter")}";
        return own;
    }

    private static RequestRefundRequest Wanted(int number) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        OrderId = OrderId(number),
        Cause = new() { Kind = CauseKind.PlanStep, Id = $"plan_{number}.1" },
        Lines = { new LineQuantity { LineId = "1", Quantity = 3 } },
    };

    private static string OrderId(int order) => $"{1930679858170000 + order}";

    private static async Task Tell(TestService service, int order)
    {
        var past = (service.Now - NodaTime.Duration.FromDays(3)).ToDateTimeUtc().ToTimestamp();
        var snapshot = new OrderSnapshot
        {
            OrderId = OrderId(order),
            Version = 1,
            BuyerId = "buyer-1",
            TradeNo = $"T{order}",
            PaidAmount = Cny(200_00),
            PaidTime = past,
            DispatchedTime = past,
            Lines = { new OrderLine { LineId = "1", Quantity = 3, Paid = Cny(120_00) }, new OrderLine { LineId = "2", Quantity = 1, Paid = Cny(80_00) } },
        };
        await service.Deliver(new OrderChanged { Order = snapshot }, Merchant, "tracking");
    }

    private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };
}
