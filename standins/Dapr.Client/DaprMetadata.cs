namespace Dapr.Client;

/// <summary>What a sidecar runs.</summary>
public sealed class DaprMetadata
{
    public DaprMetadata(
        string id,
        IReadOnlyList<DaprActorMetadata> actors,
        IReadOnlyDictionary<string, string> extended,
        IReadOnlyList<DaprComponentsMetadata> components)
    {
        Id = id;
        Actors = actors;
        Extended = extended;
        Components = components;
    }

    /// <summary>The app's id.</summary>
    public string Id { get; }

    /// <summary>The actors that run.</summary>
    public IReadOnlyList<DaprActorMetadata> Actors { get; }

    /// <summary>Further facts.</summary>
    public IReadOnlyDictionary<string, string> Extended { get; }

    /// <summary>The components.</summary>
    public IReadOnlyList<DaprComponentsMetadata> Components { get; }
}

/// <summary>One type of actor.</summary>
public sealed class DaprActorMetadata
{
    public DaprActorMetadata(string type, int count)
    {
        Type = type;
        Count = count;
    }

    /// <summary>The actors' type.</summary>
    public string Type { get; }

    /// <summary>How many run.</summary>
    public int Count { get; }
}

/// <summary>One component.</summary>
public sealed class DaprComponentsMetadata
{
    public DaprComponentsMetadata(string name, string type, string version, string[] capabilities)
    {
        Name = name;
        Type = type;
        Version = version;
        Capabilities = capabilities;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type, for example <c>pubsub.redis</c>.</summary>
    public string Type { get; }

    /// <summary>The version of its specification.</summary>
    public string Version { get; }

    /// <summary>What it can do.</summary>
    public string[] Capabilities { get; }
}
