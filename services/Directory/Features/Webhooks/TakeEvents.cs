using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Policies;
using NodaTime.Text;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories.Features;

/// <summary>Puts every event of the suite into the mailboxes of the subscriptions that want its type.</summary>
public sealed class TakeEvents(
    Aggregates<Mailbox, MailboxEvent> boxes, Aggregates<Subscription, SubscriptionEvent> hooks, Policies<DirectoryPolicy> policies) : IHandleEvery
{
    private const int AtOnce = 100;

    public async Task Handle(string type, ReadOnlyMemory<byte> data, Call call)
    {
        var wanting = await hooks.List(call, SubscriptionAggregate.Wanting(type), AtOnce, "");
        if (wanting.Rows.Count == 0)
            return;
        var (resource, version) = Source(call.EventId!);
        var body = Envelope(type, resource, data, call);
        var policy = policies.For(call.Merchant).Hooks;
        foreach (var hook in wanting.Rows)
        {
            var delivery = new Delivery(0, call.EventId!, type, resource, version, call.Now, body, call.Now);
            await boxes.Change(
                Ids.Derived("box", $"{hook.Aggregate}\n{resource}"), call, box => new MailboxDecider(policy, call.Now).Take(box, hook.Aggregate, delivery));
        }
    }

    // MERCHANT/SERVICE/RESOURCE/VERSION/INDEX; a resource's id may have slashes of its own.
    private static (string Resource, long Version) Source(string eventId) =>
        eventId.Split('/') is [_, _, .. { Length: > 0 } resource, var version, _] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (string.Join('/', resource), number)
            : (eventId, 0);

    private static string Envelope(string type, string resource, ReadOnlyMemory<byte> data, Call call)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", call.EventId);
            json.WriteString("source", call.Caller.App);
            json.WriteString("type", type);
            json.WriteString("subject", resource);
            json.WriteString("time", InstantPattern.ExtendedIso.Format(call.Now));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("merchant", call.Merchant);
            json.WritePropertyName("data");
            json.WriteRawValue(data.Span);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
