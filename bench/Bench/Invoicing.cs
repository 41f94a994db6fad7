using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Aftersales.Contracts;
using Aftersales.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Invoices.Features;
using Aftersales.Invoices.Ports.Printing;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Commit = Aftersales.Platform.Store.Commit;
using Issue = Aftersales.Invoices.Features.IssueInvoice;
using Money = Aftersales.Kernel.Money;

namespace Aftersales.Bench;

/// <summary>Issuing with the built-in numbering on PostgreSQL, next to pgbench writing the same rows with the same statements; and what a PDF takes.</summary>
internal sealed class Invoicing(TestService service)
{
    private const int Callers = 16;
    private const int Pdfs = 5;
    private const string Merchant = "tea-house";

    /// <summary>Aggregates among which pgbench's transactions choose: so many that they seldom meet.</summary>
    private const int Aggregates = 5_000;

    private readonly OrdersInvoices orders = service.Services.GetRequiredService<OrdersInvoices>();
    private readonly Aggregates<OrderInvoices, InvoiceEvent> states = service.Services.GetRequiredService<Aggregates<OrderInvoices, InvoiceEvent>>();
    private readonly Issue issue = service.Services.GetRequiredService<Issue>();
    private readonly IStore store = service.Services.GetRequiredService<IStore>();

    // A day ahead of the service's clock, so that its scheduler leaves everything alone: issuing is measured by itself, without the documents after it.
    private readonly Call call = new(
        new Caller(Merchant, "invoice", [Role.Service], "invoice"), "bench", service.Now + NodaTime.Duration.FromDays(1), CancellationToken.None);

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?> { ["Tax:Provider"] = "builtin", ["Documents:Folder"] = folder.File("documents") };
        await using var service = await TestService.Start(InvoiceApp.Name, InvoiceApp.Create, "postgres", settings);
        var world = new Invoicing(service);
        var invoices = 1 + (pace.Writes * pace.AllRounds);
        await Parallel.ForEachAsync(Enumerable.Range(0, invoices), async (order, _) => await world.Release(order));
        var pgbench = await world.Prepare();
        var next = 1;
        var series = await pace.InTurns(Issued, () => pgbench.Run(pace.Slice, Callers));
        await world.CheckNumbers(invoices);
        var (time, memory) = await world.Pdf();
        return
        [
            new($"pgbench with an issuing's {pgbench.Statements} statements, {Callers} at once", Report.PerSecond(series[1].PerSecond)),
            new("invoices issued, numbers without a gap, on PostgreSQL", Report.PerSecond(series[0].PerSecond), Report.Ratio(series[0].RatioTo(series[1]), "pgbench"), "at least 0.30"),
            new("a PDF by WeasyPrint, one at a time", $"{Report.Milliseconds(time)}, {(memory / 1e6).ToString("N0", CultureInfo.InvariantCulture)} MB"),
        ];

        async Task<Rate> Issued()
        {
            var rate = await Load.Of(next, pace.Writes, Callers, world.Issued);
            next += pace.Writes;
            while ((await world.store.Backlog(service.Now, CancellationToken.None)).Unpublished > 0)
                await Task.Delay(5);
            return rate;
        }
    }

    private static string OrderId(int order) => $"{1930679858170000 + order}";

    private static string InvoiceId(int order) => Ids.Derived("inv", OrderId(order));

    // An order with two lines and freight, released by finance.
    private async Task Release(int order)
    {
        var title = service.Services.GetRequiredService<Titles>().Seal(new("示例采购股份有限公司", "91350100M000100Y43", "", "", ""));
        var facts = new PaidOrder(
            "buyer-1", true, [new("1", "Food", 3, Money.Cny(120_00)), new("2", "Liquor", 1, Money.Cny(80_00))], Money.Cny(208_00), Money.Cny(8_00));
        await orders.Change(OrderId(order), call, new Invoices.Domain.RequestInvoice(InvoiceId(order), InvoiceKind.Ordinary, facts, title, false, []));
        await orders.Change(OrderId(order), call, new Invoices.Domain.CheckInvoice(InvoiceId(order), "cai", null, ImmutableDictionary<string, Content>.Empty));
        await orders.Change(OrderId(order), call, new FollowBatch(InvoiceId(order), OrderId(order), "ibt_1", BatchState.Released));
    }

    private Task Issued(int order) => issue.Run(new(Merchant, OrderId(order), $"{OrderInvoicesAggregate.Issue}:{InvoiceId(order)}", call.Now, 1), call);

    // What one issuing committed, put together again from the states before and after it; the number's claim beside it.
    private async Task<Pgbench> Prepare()
    {
        var (id, invoice) = (OrderId(0), InvoiceId(0));
        var before = (await states.Find(Merchant, id, CancellationToken.None))!;
        await Issued(0);
        var after = (await states.Find(Merchant, id, CancellationToken.None))!;
        var events = await store.Events(Merchant, OrderInvoicesAggregate.Name, id, before.Version, 10, CancellationToken.None);
        var type = new OrderInvoicesAggregate(service.Services.GetRequiredService<BusinessCalendar>());
        var issued = after.State.Find(invoice)!;
        var told = type.Publish(id, before.State, new Issued(call.Now, invoice, issued.Number!, issued.IssuedAt!.Value), after.State, after.Version);
        var envelope = service.Services.GetRequiredService<EventEnvelope>();
        var commit = Difference.Between(type, id, before.State, after.State, new Commit(Merchant)
        {
            Change = new(type.Kind, id, before.Version, Json.Write(after.State), [.. events.Select(e => new NewEvent(e.Type, e.Body))], events[0].Actor, events[0].At),
            Outbox = [.. told.Select((message, at) => envelope.Wrap(message, call, id, after.Version, at))],
        });
        commit = commit with { Claims = [.. commit.Claims, new(NumberBlockAggregate.Claim(invoice), "26-31-00000000")] };

        var settings = service.Services.GetRequiredService<ServiceSettings>();
        var database = PostgresServer.Shared.NewDatabase();
        await using (var empty = SqlStore.Postgres(database, settings.Name, TimeProvider.System))
            await empty.Migrate(CancellationToken.None);
        await Seed(database, settings.Name, commit.Change!);
        return new(database, settings.Name, PgbenchScript.Of(commit, call.Now, Aggregates, Own(commit, invoice)));
    }

    // What is another in each transaction: what is listed, and of each sum one of the parts that it is split into.
    private static Dictionary<string, string> Own(Commit commit, string invoice)
    {
        var own = new Dictionary<string, string> { [invoice] = "'inv/' || :event", [commit.Claims[^1].Key] = "'numbered/' || :claim" };
        foreach (var (move, at) in commit.Counters.Select((move, at) => (move, at)))
            own[move.Name] = $"'sum{at}/' || :part";
        foreach (var message in commit.Outbox)
            own[message.EventId] = "'event/' || :event";
        return own;
    }

    private static async Task Seed(string database, string schema, AggregateChange change)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database)
        {
            SearchPath = schema,
            Options = $"-c aftersales.merchant={Merchant}",
        });
        await using var seed = source.CreateCommand(
            "insert into states (merchant, kind, id, version, state) select $1, $2, n::text, $3, $4 from generate_series(1, $5) n");
        foreach (var value in (object[])[Merchant, change.Kind, change.ExpectedVersion, change.State, Aggregates])
            seed.Parameters.Add(new() { Value = value });
        await seed.ExecuteNonQueryAsync();
    }

    // Every invoice has a number of its own, from 1 without a gap.
    private async Task CheckNumbers(int invoices)
    {
        var numbers = new List<long>();
        for (var order = 0; order < invoices; order++)
        {
            var found = await states.Find(Merchant, OrderId(order), CancellationToken.None);
            numbers.Add(long.Parse(found!.State.Find(InvoiceId(order))!.Number!.AsSpan(5), CultureInfo.InvariantCulture));
        }

        numbers.Sort();
        if (!numbers.SequenceEqual(Enumerable.Range(1, invoices).Select(n => (long)n)))
            throw new InvalidOperationException("the numbers have a gap or a double");
    }

    private async Task<(TimeSpan Time, long Memory)> Pdf()
    {
        var issued = (await states.Find(Merchant, OrderId(0), CancellationToken.None))!.State.Find(InvoiceId(0))!;
        var html = PaperHtml.Write(service.Services.GetRequiredService<Documents>().Draw(OrderId(0), issued, issued.InvoiceId));
        var renderer = new WeasyPrint(WeasyPrintSettings.Default with { Patience = TimeSpan.FromMinutes(5) }, NullLogger<WeasyPrint>.Instance);
        var (times, memory) = (new List<TimeSpan>(), 0L);
        for (var i = 0; i < Pdfs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var render = renderer.Render(html, CancellationToken.None);
            while (!render.IsCompleted)
            {
                memory = Math.Max(memory, PeakOfChildren());
                await Task.WhenAny(render, Task.Delay(2));
            }

            if (await render is null)
                throw new InvalidOperationException("no PDF was made: WeasyPrint (Debian's weasyprint) is needed");
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return (Statistics.Median(times), memory);
    }

    /// <summary>The most resident memory that a process started by this one has had, in bytes.</summary>
    private static long PeakOfChildren()
    {
        var peak = 0L;
        foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            foreach (var child in Read($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var line = Read($"/proc/{child}/status").Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..])
                    peak = Math.Max(peak, long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024);
            }
        }

        return peak;
    }

    // What ends meanwhile is gone.
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
