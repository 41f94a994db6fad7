using System.Collections.Concurrent;

namespace Aftersales.Sidecar.Events;

/// <summary>The one writer: whatever waits when a commit ends goes into the next, so that many share one flush to the disk.</summary>
internal sealed class BrokerWriter : IDisposable
{
    private const int MaxBatch = 512;

    private readonly BlockingCollection<Write> _queue = new(new ConcurrentQueue<Write>());
    private readonly BrokerFile _file;
    private readonly Action _committed;
    private readonly Thread _thread;

    /// <param name="committed">Called after every commit, before those who wait for it go on.</param>
    public BrokerWriter(string path, Action committed)
    {
        _file = new BrokerFile(path);
        _committed = committed;
        _thread = new Thread(Run) { IsBackground = true, Name = "sidecar-broker" };
        _thread.Start();
    }

    /// <summary>Returns when the work is on the disk; throws when it is not.</summary>
    /// <exception cref="InvalidOperationException">The broker is closed.</exception>
    public Task WriteAsync(Action<BrokerFile> work)
    {
        var write = new Write(work, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _queue.Add(write);
        return write.Done.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _file.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<Write>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && _queue.TryTake(out var next))
                batch.Add(next);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            _file.InOneTransaction(() => batch.ForEach(write => write.Work(_file)));
        }
        catch (Exception e)
        {
            batch.ForEach(write => write.Done.SetException(e));
            return;
        }

        _committed();
        batch.ForEach(write => write.Done.SetResult());
    }

    private sealed record Write(Action<BrokerFile> Work, TaskCompletionSource Done);
}
