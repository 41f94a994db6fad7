using System.Collections.Concurrent;
using System.Reflection;
using Aftersales.Platform.Store;

namespace Aftersales.Tracking.Tests.Service;

/// <summary>The real store; before it writes many aggregates together, a test does something to them.</summary>
public class Meddler : DispatchProxy
{
    private IStore store = null!;
    private Func<IReadOnlyList<Commit>, Task> meddle = null!;
    private ConcurrentQueue<CommitResult> results = null!;

    public static IStore Around(IStore store, Func<IReadOnlyList<Commit>, Task> meddle, ConcurrentQueue<CommitResult> results)
    {
        var proxy = Create<IStore, Meddler>();
        var meddler = (Meddler)(object)proxy;
        (meddler.store, meddler.meddle, meddler.results) = (store, meddle, results);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IStore.CommitAll)
        ? CommitAll((string)args![0]!, (IReadOnlyList<Commit>)args[1]!, (CancellationToken)args[2]!)
        : targetMethod.Invoke(store, args);

    private async Task<CommitResult> CommitAll(string merchant, IReadOnlyList<Commit> commits, CancellationToken cancel)
    {
        await meddle(commits);
        var result = await store.CommitAll(merchant, commits, cancel);
        results.Enqueue(result);
        return result;
    }
}
