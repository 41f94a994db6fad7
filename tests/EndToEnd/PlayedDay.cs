using Aftersales.Testing;

namespace Aftersales.EndToEnd;

/// <summary>A suite on PostgreSQL and Redis in which the demo's day was played once, for all who look at what it left.</summary>
public sealed class PlayedDay : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private SuiteProcess suite = null!;

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

    /// <summary>What the demo said, which checks its own invariants.</summary>
    public string Said { get; private set; } = "";

    public int ExitCode { get; private set; }

    public async Task InitializeAsync()
    {
        suite = await SuiteProcess.Suite(Folder, "--postgres", PostgresServer.Shared.NewDatabase(), "--redis", RedisServer.Shared.Endpoint);
        (ExitCode, Said) = await Play(Folder);
    }

    public async Task DisposeAsync()
    {
        await suite.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Plays the day in the suite over a folder to its end.</summary>
    internal static async Task<(int ExitCode, string Said)> Play(string folder)
    {
        await using var demo = SuiteProcess.Demo(folder);
        return (await demo.Exit(Patience), demo.Output);
    }
}

[CollectionDefinition(Name)]
public sealed class PlayedDays : ICollectionFixture<PlayedDay>
{
    public const string Name = "played day";
}
