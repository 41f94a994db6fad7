using Aftersales.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Platform.Work;

/// <summary>Who does which work: by the aggregate's kind and the work's name before the colon.</summary>
public sealed class WorkHandlers
{
    private readonly Dictionary<(string Kind, string Name), Func<IServiceProvider, IWork>> handlers = [];

    private const int BulkParallelism = 2;
    private const int BulkSize = 250;

    /// <summary>The work that is done apart from the rest; null where none is.</summary>
    internal Apart? Apart { get; private set; }

    internal void AddSlow<TWork>(string kind, string name, int atOnce)
        where TWork : class, IWork => AddApart<TWork>(kind, new(name, atOnce, 1));

    internal void AddBulk<TWork>(string kind, string name)
        where TWork : class, IBulkWork => AddApart<TWork>(kind, new(name, BulkParallelism, BulkSize));

    internal void Add<TWork>(string kind, string name)
        where TWork : class, IWork => handlers.Add((kind, name), services => services.GetRequiredService<TWork>());

    internal IWork Find(IServiceProvider services, WorkKey key)
    {
        var name = key.Name.Split(':', 2)[0];
        return handlers.TryGetValue((key.Kind, name), out var handler)
            ? handler(services)
            : throw new InvalidOperationException($"nobody does {key.Kind}/{name}");
    }

    private void AddApart<TWork>(string kind, Apart apart)
        where TWork : class, IWork
    {
        if (Apart is not null)
            throw new InvalidOperationException($"{Apart.Name} is done apart already");
        Add<TWork>(kind, apart.Name);
        Apart = apart;
    }
}

/// <summary>Work with a lane of its own.</summary>
/// <param name="Name">Its name before the colon.</param>
/// <param name="Parallelism">How many are done at once.</param>
/// <param name="Together">How many rows one of them takes; 1 where each row is done by itself.</param>
internal sealed record Apart(string Name, int Parallelism, int Together);
