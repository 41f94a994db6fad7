using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Aftersales.Platform;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Aftersales.Refunds;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using Aftersales.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Faults.Tests;

/// <summary>A defect that is planted into every process, to see that the simulation finds it.</summary>
/// <param name="Store">Around the store; null for the store as it is.</param>
/// <param name="Channel">Around the channel; null for the channel as it is.</param>
internal sealed record Plant(Func<IStore, Replica, Random, BoundedStore>? Store = null, Func<Oracle, Replica, BoundedChannel>? Channel = null);

/// <summary>
/// The refund service on a real database, a channel that is an oracle, people, a plan, Invoice and Returns around it, and a fate that follows from a
/// seed: who has the next turn, what gets lost, comes late, twice or in another order, when a process is killed and when time passes.
/// In the end fate calms down, and <see cref="Verdict"/> looks at what has come of it.
/// </summary>
internal sealed partial class Simulation : IAsyncDisposable
{
    public const string Merchant = "acme";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly (RSA App, RSA Alipay) Keys = (RSA.Create(2048), RSA.Create(2048));

    private readonly Random fate;
    private readonly ManualTime time = new();
    private readonly BusinessClock clock;
    private readonly FakeSidecar sidecar;
    private readonly ServiceSettings settings;
    private readonly IStore inspector;
    private readonly string folder;
    private readonly Plant plant;
    private readonly List<Replica> replicas = [];
    private readonly List<Actor> actors = [];
    private readonly List<string> story = [];

    private Simulation(int seed, string database, Plant plant, FakeSidecar sidecar)
    {
        (fate, this.plant, this.sidecar) = (new Random(seed), plant, sidecar);
        clock = new(time);
        clock.StartAt(Instant.FromUtc(2026, 6, 2, 1, 0));
        Oracle = new(fate, clock, CheckOrdered);
        folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        settings = new()
        {
            Name = RefundApp.Name,
            IsDevelopment = true,
            GrpcPort = 0,
            HttpPort = 0,
            Store = database == "sqlite" ? Path.Combine(folder, "store.db") : PostgresServer.Shared.NewDatabase(),
            Sidecar = sidecar.Address,
            Identity = new TestIdentity().Settings,
            VaultKey = new byte[32],
            Clock = clock,
            Time = time,
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(UnusedChannel(folder)).Build(),
        };
        OpenStore = database == "sqlite"
            ? () => SqlStore.Sqlite(settings.Store, time)
            : () => SqlStore.Postgres(settings.Store, settings.Name, time);
        inspector = OpenStore();
        Replicas = database == "sqlite" ? 1 : 2;
    }

    public Oracle Oracle { get; }

    /// <summary>What happened, a line each.</summary>
    public IReadOnlyList<string> Story => story;

    private Func<IStore> OpenStore { get; }

    // A file of SQLite is one process's.
    private int Replicas { get; }

    private Instant Now => clock.GetCurrentInstant();

    /// <param name="seed">The same seed tells the same story.</param>
    /// <param name="database"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="steps">Turns until fate calms down.</param>
    /// <param name="plant">A defect to find.</param>
    /// <exception cref="VerdictException">What should hold does not; with the story, and how to see it again.</exception>
    public static async Task<IReadOnlyList<string>> Run(int seed, string database, int steps, Plant? plant = null)
    {
        await using var simulation = new Simulation(seed, database, plant ?? new(), await FakeSidecar.Start());
        await simulation.Begin();
        try
        {
            for (var step = 0; step < steps; step++)
                await simulation.Step();
            await simulation.CalmDown();
            await simulation.Judge();
            return simulation.Story;
        }
        catch (Exception found) when (found is not OutOfMemoryException)
        {
            var again = string.Create(CultureInfo.InvariantCulture, $"./test sim --seed {seed} --steps {steps}");
            throw new VerdictException($"{found.Message}\n{again}   ({database})\n{string.Join('\n', simulation.Story)}", found);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
            await End(replica);
        await inspector.DisposeAsync();
        await sidecar.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    // The service reads what it would speak to Alipay with, and then gets the oracle instead.
    private static Dictionary<string, string?> UnusedChannel(string folder)
    {
        string File(string name, string text)
        {
            var file = Path.Combine(folder, name);
            System.IO.File.WriteAllText(file, text);
            return file;
        }

        return new()
        {
            ["Payment:Environment"] = "simulator",
            ["Payment:Address"] = "http://localhost/",
            ["Payment:AppId"] = "1",
            ["Payment:KeyFile"] = File("app.pem", Keys.App.ExportPkcs8PrivateKeyPem()),
            ["Payment:AlipayKeyFile"] = File("alipay.pem", Keys.Alipay.ExportSubjectPublicKeyInfoPem()),
            ["Payment:Transfers"] = "false",
        };
    }

    private async Task Begin()
    {
        await inspector.Migrate(None);
        while (replicas.Count < Replicas)
            replicas.Add(NewReplica());
        await Place();
    }

    /// <summary>One turn: somebody goes on, or something new begins.</summary>
    private Task Step() => fate.Next(100) switch
    {
        < 60 when actors.Count > 0 => Resume(Any(actors)),
        < 72 => StartDue(),
        < 76 => StartRelay(Any(replicas)),
        < 82 => StartLetter(),
        < 94 => StartPerson(),
        < 95 => Kill(Any(replicas)),
        < 96 => Tell("what was on its way to the channel arrives", Oracle.Arrive),
        < 97 => Reverse(),
        < 98 => Pass(Duration.FromMinutes(fate.Next(1, 600))),
        < 99 => PassToNextDue(),
        _ => Tell("leases run out", () => time.Advance(TimeSpan.FromSeconds(61))),
    };

    private async Task StartDue()
    {
        if ((await inspector.Backlog(Now, None)).Due > 0)
            await StartWork(Any(replicas));
    }

    private Task Start(string name, Replica? replica, Func<Actor, Task> act)
    {
        var actor = new Actor(name) { Replica = replica };
        actors.Add(actor);
        return Go(actor, () => actor.Begin(async self =>
        {
            try
            {
                await act(self);
            }
            catch (KilledException)
            {
                // With its process.
            }
        }));
    }

    private Task Resume(Actor actor) => Go(actor, actor.Resume);

    private async Task Go(Actor actor, Func<Task> turn)
    {
        await turn();
        story.Add($"{Now} {actor.Name}: {(actor.IsDone ? "ends" : actor.At)}");
        if (actor.IsDone)
            actors.Remove(actor);
        if (surprises.TryDequeue(out var surprise))
            throw new InvalidOperationException($"an exception in the service's log: {surprise.Message}", surprise);
    }

    private async Task Kill(Replica replica)
    {
        story.Add($"{Now} a process is killed");
        await End(replica);
        replicas[replicas.IndexOf(replica)] = NewReplica();
    }

    // Whatever runs in it meets its end at the boundary where it waits; callers go on elsewhere.
    private async Task End(Replica replica)
    {
        replica.Kill();
        foreach (var actor in actors.Where(actor => actor.Replica == replica).ToList())
            await Resume(actor);
        await replica.DisposeAsync();
    }

    private Replica NewReplica() => new(
        settings,
        replica => plant.Store?.Invoke(OpenStore(), replica, fate) ?? new BoundedStore(OpenStore(), replica),
        replica => plant.Channel?.Invoke(Oracle, replica) ?? new BoundedChannel(Oracle, replica),
        new SurpriseLog(surprises));

    private T Any<T>(IReadOnlyList<T> of) => of[fate.Next(of.Count)];

    private Task Tell(string what, Action act)
    {
        story.Add($"{Now} {what}");
        act();
        return Task.CompletedTask;
    }

    private Task Pass(Duration span) => Tell("time passes", () => clock.MoveTo(Now + span));

    private async Task PassToNextDue()
    {
        if ((await inspector.Backlog(Now, None)).NextDue is { } due)
            await Tell("what is next comes due", () => clock.MoveTo(due));
    }

    /// <summary>What the database says, as somebody who looks behind the scenes sees it.</summary>
    private async Task<IReadOnlyList<Account>> Accounts()
    {
        var accounts = new List<Account>();
        foreach (var order in Orders)
        {
            if ((await inspector.Load(Merchant, "account", order, null, None)).State is { } state)
                accounts.Add(Json.Read<Account>(state));
        }

        return accounts;
    }

    private readonly ConcurrentQueue<Exception> surprises = new();

    /// <summary>Keeps what the service logs as a defect.</summary>
    private sealed class SurpriseLog(ConcurrentQueue<Exception> surprises) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && exception is not (null or KilledException))
                surprises.Enqueue(exception);
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>The simulation found something.</summary>
internal sealed class VerdictException(string message, Exception? cause = null) : Exception(message, cause);
