using System.Runtime.CompilerServices;
using System.Threading.Channels;
using static Aftersales.Contracts.Standard.Health.HealthCheckResponse.Types;

namespace Aftersales.Platform.Grpc;

/// <summary>
/// Which services take calls, by full name; the empty name stands for the server as a whole, which does not until somebody says so.
/// Whoever knows sets it, <see cref="HealthService"/> tells. Safe for concurrent use.
/// </summary>
public sealed class HealthStatus
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ServingStatus> known = new() { [""] = ServingStatus.NotServing };
    private readonly List<(string Service, ChannelWriter<ServingStatus> Changes)> watchers = [];

    /// <summary>Makes the service known, or changes how it is.</summary>
    public void Set(string service, bool isServing)
    {
        var status = isServing ? ServingStatus.Serving : ServingStatus.NotServing;
        lock (gate)
        {
            if (known.TryGetValue(service, out var before) && before == status)
                return;
            known[service] = status;
            foreach (var watcher in watchers.Where(watcher => watcher.Service == service))
                watcher.Changes.TryWrite(status);
        }
    }

    /// <summary>How the service is; null when nobody made it known.</summary>
    public ServingStatus? Of(string service)
    {
        lock (gate)
            return known.TryGetValue(service, out var status) ? status : null;
    }

    /// <summary>
    /// How the service is (<see cref="ServingStatus.ServiceUnknown"/> when nobody made it known), and again after each change; a slow reader
    /// gets the latest only. Ends when cancelled, with an <see cref="OperationCanceledException"/>.
    /// </summary>
    public async IAsyncEnumerable<ServingStatus> Watch(string service, [EnumeratorCancellation] CancellationToken cancelled)
    {
        var changes = Channel.CreateBounded<ServingStatus>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var watcher = (service, changes.Writer);
        lock (gate)
        {
            watchers.Add(watcher);
            changes.Writer.TryWrite(known.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
        }
        try
        {
            await foreach (var status in changes.Reader.ReadAllAsync(cancelled))
                yield return status;
        }
        finally
        {
            lock (gate)
                watchers.Remove(watcher);
        }
    }
}
