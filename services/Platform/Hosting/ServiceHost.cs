using Aftersales.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Hosting;

/// <summary>What a service's process is started for: to serve, or with <c>migrate</c> as its first argument to upgrade its tables and end.</summary>
public static partial class ServiceHost
{
    /// <summary>Returns the process's exit code: 0 when it served until it was told to stop, or the tables are up to date.</summary>
    /// <param name="name">App id of the service.</param>
    /// <param name="create">The service's composition.</param>
    /// <param name="args">The process's arguments.</param>
    public static async Task<int> Run(string name, Func<ServiceSettings, WebApplication> create, string[] args)
    {
        if (args is ["migrate", .. var rest])
            return await Migrate(name, new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build());
        await create(ServiceSettings.Read(name, args)).RunAsync();
        return 0;
    }

    /// <summary>Needs <c>Store</c> alone, with a role that owns the schema; <see cref="Stores.OpenToMigrate"/> says what else it reads.</summary>
    private static async Task<int> Migrate(string name, IConfiguration configuration)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddConsoleAs(configuration));
        var log = logging.CreateLogger("migrate");
        using var stop = new CancellationTokenSource();
        using var signal = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            await using var store = Stores.OpenToMigrate(configuration, name, TimeProvider.System);
            await StoreStart.WaitAndMigrate(store, TimeProvider.System, log, stop.Token);
            Done(log, name);
            return 0;
        }
        catch (Exception failure)
        {
            Failed(log, failure, name);
            return 1;
        }
    }

    [LoggerMessage(LogLevel.Information, "the tables of {Service} are up to date")]
    private static partial void Done(ILogger log, string service);

    [LoggerMessage(LogLevel.Error, "the tables of {Service} are as they were")]
    private static partial void Failed(ILogger log, Exception failure, string service);
}
