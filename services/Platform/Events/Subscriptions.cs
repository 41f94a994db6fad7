using Aftersales.Contracts;
using Aftersales.Platform.Calls;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Platform.Events;

/// <summary>Which events the service takes from which topics, and who handles each.</summary>
public sealed class Subscriptions
{
    private readonly Dictionary<string, (MessageDescriptor Type, Dictionary<Type, Func<IServiceProvider, IMessage, Call, Task>> Handlers)> handlers = [];
    private readonly List<(string Publisher, Func<IServiceProvider, IHandleEvery> Handler)> every = [];
    private readonly SortedSet<string> topics = new(StringComparer.Ordinal);

    /// <summary>Topics, in order.</summary>
    public IReadOnlyCollection<string> Topics => topics;

    /// <summary>What an event of this type is, where the service has a handler for it.</summary>
    public MessageDescriptor? Find(string type) => handlers.TryGetValue(type, out var entry) ? entry.Type : null;

    internal void Add<TEvent, THandler>(string publisher)
        where TEvent : IMessage<TEvent>, new()
        where THandler : class, IHandle<TEvent>
    {
        topics.Add($"aftersales.{publisher}");
        var type = new TEvent().Descriptor;
        if (!handlers.TryGetValue(type.FullName, out var entry))
            handlers[type.FullName] = entry = (type, []);
        // Once, where several services publish the same.
        entry.Handlers[typeof(THandler)] = (services, happened, call) => services.GetRequiredService<THandler>().Handle((TEvent)happened, call);
    }

    internal void AddEvery<THandler>(string publisher)
        where THandler : class, IHandleEvery
    {
        topics.Add($"aftersales.{publisher}");
        every.Add((publisher, services => services.GetRequiredService<THandler>()));
    }

    /// <summary>Runs the handlers of an event; events that nobody asked for are passed over.</summary>
    public async Task Dispatch(IServiceProvider services, string type, ReadOnlyMemory<byte> data, Call call)
    {
        foreach (var (publisher, handler) in every)
            if (publisher == call.Caller.App)
                await handler(services).Handle(type, data, call);
        if (!handlers.TryGetValue(type, out var entry))
            return;
        var happened = EventReader.Read(entry.Type, data);
        foreach (var handler in entry.Handlers.Values)
            await handler(services, happened, call);
    }
}
