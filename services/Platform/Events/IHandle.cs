using Aftersales.Platform.Calls;
using Google.Protobuf;

namespace Aftersales.Platform.Events;

/// <summary>
/// Takes one kind of event from others. An event arrives at least once, and not always in order: handlers change aggregates through the
/// call that they are given, whose event id makes each aggregate take the event once, and go by the versions in the snapshot.
/// </summary>
/// <remarks>Refusals that may pass (an outage, an order not yet known) redeliver the event; other refusals end it, and it is kept as a dead letter.</remarks>
public interface IHandle<in TEvent>
    where TEvent : IMessage
{
    Task Handle(TEvent happened, Call call);
}

/// <summary>Takes every event of a publisher as it came, whatever its type. As with <see cref="IHandle{TEvent}"/> it comes at least once.</summary>
public interface IHandleEvery
{
    /// <param name="type">Full proto name.</param>
    /// <param name="data">The event's protobuf JSON.</param>
    Task Handle(string type, ReadOnlyMemory<byte> data, Call call);
}
