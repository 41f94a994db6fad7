namespace Aftersales.Platform.Hosting;

/// <summary>Sleeps until woken, or until the next poll: a signal that gets lost costs one poll's time, never more.</summary>
internal sealed class Wake(TimeProvider time, TimeSpan poll)
{
    private TaskCompletionSource signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Up() => Volatile.Read(ref signal).TrySetResult();

    public async Task Wait(CancellationToken cancel)
    {
        var waiting = Volatile.Read(ref signal);
        try
        {
            await waiting.Task.WaitAsync(poll, time, cancel);
        }
        catch (TimeoutException)
        {
            return;
        }

        Interlocked.CompareExchange(ref signal, new(TaskCreationOptions.RunContinuationsAsynchronously), waiting);
    }
}
