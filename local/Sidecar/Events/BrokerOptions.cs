namespace Aftersales.Sidecar.Events;

/// <summary>How a <see cref="Broker"/> keeps its file.</summary>
public sealed record BrokerOptions
{
    /// <summary>Whether other processes work on the same file; their publishes are then looked for every <see cref="LookInterval"/>.</summary>
    public bool SharedWithOtherProcesses { get; init; }

    /// <summary>How often the work of other processes is looked for.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long a settled event stays, so that an app that subscribes for the first time a little late misses nothing.</summary>
    public TimeSpan KeptForLateSubscribers { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of the file.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
