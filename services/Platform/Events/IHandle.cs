using Aftersales.Platform.Calls;
using Google.Protobuf;

namespace Aftersales.Platform.Events;

/// <summary>
/// Takes one kind of event from others. An event arrives at least once, and not always in order: handlers change aggregates through the
/// call that they are given, whose event id makes each aggregate take the event once, and go by the versions in the snapshot.
/// </summary>
/// <remarks>Refusals that may pass (an outage, an order not yet known) redeliver the event; other refusals end it and are logged.</remarks>
public interface IHandle<in TEvent>
    where TEvent : IMessage
{
    Task Handle(TEvent happened, Call call);
}
