using Aftersales.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Platform.Work;

/// <summary>Who does which work: by the aggregate's kind and the work's name before the colon.</summary>
public sealed class WorkHandlers
{
    private readonly Dictionary<(string Kind, string Name), Func<IServiceProvider, IWork>> handlers = [];

    /// <summary>Name of the work that is slow, and is done apart from the rest; null where all is quick.</summary>
    internal string? Slow { get; private set; }

    internal void AddSlow<TWork>(string kind, string name)
        where TWork : class, IWork
    {
        if (Slow is not null)
            throw new InvalidOperationException($"{Slow} is done apart already");
        Add<TWork>(kind, name);
        Slow = name;
    }

    internal void Add<TWork>(string kind, string name)
        where TWork : class, IWork => handlers.Add((kind, name), services => services.GetRequiredService<TWork>());

    internal IWork Find(IServiceProvider services, WorkKey key)
    {
        var name = key.Name.Split(':', 2)[0];
        return handlers.TryGetValue((key.Kind, name), out var handler)
            ? handler(services)
            : throw new InvalidOperationException($"nobody does {key.Kind}/{name}");
    }
}
