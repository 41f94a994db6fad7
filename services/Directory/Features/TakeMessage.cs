using Aftersales.Contracts.Complaints;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Grpc;
using NodaTime;

namespace Aftersales.Directories.Features;

/// <summary>A customer is to be told something: it is kept, and goes out when its time comes.</summary>
public sealed class TakeMessage(Aggregates<Outgoing, DeliveryEvent> messages) : IHandle<CustomerNotified>
{
    public Task Handle(CustomerNotified told, Call call)
    {
        var message = new Outgoing(
            told.MessageId, told.CustomerId, told.CaseId, told.OrderId, told.Template,
            Instant.FromDateTimeOffset(told.MadeTime.ToDateTimeOffset()), Instant.FromDateTimeOffset(told.ValidUntil.ToDateTimeOffset()));
        return messages.Change(told.MessageId, call, known => DeliveryDecider.Take(known, message, call.Now));
    }
}
