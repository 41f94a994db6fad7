using Aftersales.Kernel;
using Aftersales.Platform.Events;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Aftersales.Refunds;
using Aftersales.Refunds.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aftersales.Faults.Tests;

/// <summary>
/// A process of the refund service: all of it but its sockets and its timers, whose turns are the simulation's. It can be killed at each boundary;
/// from then on nothing of it reaches the store or the channel.
/// </summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication app;

    public Replica(ServiceSettings settings, Func<Replica, IStore> store, Func<Replica, IPaymentChannel> channel, ILoggerProvider log)
    {
        app = RefundApp.Create(settings with
        {
            Replace = services =>
            {
                services.AddSingleton(_ => store(this));
                services.AddSingleton(_ => channel(this));
                services.AddLogging(logging => logging.ClearProviders().AddProvider(log));
            },
        });
        Runner = app.Services.GetRequiredService<WorkRunner>();
        Relay = ActivatorUtilities.CreateInstance<OutboxRelay>(app.Services);
    }

    public bool IsDead { get; private set; }

    public IServiceProvider Services => app.Services;

    public WorkRunner Runner { get; }

    public OutboxRelay Relay { get; }

    /// <summary>Between any two steps: others may have their turns, and this process may have been killed.</summary>
    /// <exception cref="KilledException">It was.</exception>
    public async Task Boundary(string at)
    {
        if (!IsDead && Actor.Current is { } actor)
            await actor.Pause(at);
        Alive();
    }

    /// <exception cref="KilledException">It was killed.</exception>
    public void Alive()
    {
        if (IsDead)
            throw new KilledException();
    }

    public void Kill() => IsDead = true;

    public async ValueTask DisposeAsync()
    {
        Relay.Dispose();
        await app.DisposeAsync();
    }
}
