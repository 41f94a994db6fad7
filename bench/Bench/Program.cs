using Aftersales.Bench;
using Aftersales.Testing;

(string Name, Func<Pace, Task<IReadOnlyList<Row>>> Measure)[] parts =
[
    ("starting", Startup.Measure),
    ("reading", Reads.Measure),
    ("writing", Writes.Measure),
    ("complaining", Complaints.Measure),
    ("clocks", Clocks.Measure),
    ("compensating", Compensations.Measure),
    ("returning", Returns.Measure),
    ("refunding", Refunds.Measure),
    ("invoicing", Invoicing.Measure),
    ("tracking", Facts.Measure),
    ("passing through", Hops.Measure),
    ("gateway", Gateways.Measure),
    ("open watches", OpenWatches.Measure),
    ("partitions", Partitioned.Measure),
    ("writing to SQLite", SqliteWriters.Measure),
    ("a long ledger", Ledgers.Measure),
];
var pace = args is ["quick", ..] ? Pace.Quick : Pace.Full;
var chosen = args is ["quick", .. var rest] ? rest : args;
if (chosen.Except(parts.Select(part => part.Name)).Any())
{
    Console.Error.WriteLine($"bench/run [quick] [PART]...; parts: {string.Join(", ", parts.Select(part => $"'{part.Name}'"))}");
    return 2;
}

// tests/Testing takes the server that this variable names.
using var postgres = PostgresServer.Start(durable: true);
Environment.SetEnvironmentVariable("AFTERSALES_TEST_POSTGRES", postgres.AdministratorConnectionString);

var load = LoadAverage();
var rows = new List<Row>();
foreach (var (name, measure) in parts.Where(part => chosen.Length == 0 || chosen.Contains(part.Name)))
{
    Console.Error.WriteLine($"{name} ...");
    rows.AddRange(await measure(pace));
}

Report.Print(rows);
Console.WriteLine($"\n{Environment.ProcessorCount} processors; load average {load} before, {LoadAverage()} after");
return 0;

static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
