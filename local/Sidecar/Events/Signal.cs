using System.Threading.Channels;

namespace Aftersales.Sidecar.Events;

/// <summary>Wakes one waiter; set while nobody waits, it wakes the next at once.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _set.Writer.TryWrite(true);

    public Task WaitAsync(CancellationToken cancellation) => _set.Reader.ReadAsync(cancellation).AsTask();
}
