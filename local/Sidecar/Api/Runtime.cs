using Aftersales.Contracts.Dapr;
using Aftersales.Sidecar.Events;
using Grpc.Core;

namespace Aftersales.Sidecar.Api;

/// <summary>What an app can ask of its sidecar, whichever protocol it asks in. Refusals are <see cref="RpcException"/>s.</summary>
internal sealed class Runtime(SidecarOptions options, PubSub broker, EventLoop events)
{
    public const string Version = "aftersales-development-sidecar";

    public async Task PublishAsync(PublishEventRequest request, string? traceParent)
    {
        if (request.PubsubName != options.PubSubName)
            throw Refusal(StatusCode.InvalidArgument, $"pubsub {request.PubsubName} is not found");
        if (request.Topic.Length == 0)
            throw Refusal(StatusCode.InvalidArgument, "topic is empty in pubsub " + request.PubsubName);
        var origin = new EventOrigin(options.AppId, request.PubsubName, request.Topic, options.Time.GetUtcNow(), traceParent);
        await broker.PublishAsync(request.Topic, Envelope(request, origin));
    }

    public GetSecretResponse GetSecret(string storeName, string key)
    {
        var value = Store(storeName).Find(key)
            ?? throw Refusal(StatusCode.Internal, $"failed getting secret with key {key} from secret store {storeName}: secret {key} not found");
        return new() { Data = { [key] = value } };
    }

    public GetBulkSecretResponse GetBulkSecret(string storeName)
    {
        var reply = new GetBulkSecretResponse();
        foreach (var (name, value) in Store(storeName).All)
            reply.Data[name] = new SecretResponse { Secrets = { [name] = value } };
        return reply;
    }

    public GetMetadataResponse GetMetadata()
    {
        var reply = new GetMetadataResponse
        {
            Id = options.AppId,
            RuntimeVersion = Version,
            AppConnectionProperties = new() { Port = options.AppPort, Protocol = "grpc", ChannelAddress = "127.0.0.1" },
        };
        reply.RegisteredComponents.Add(new RegisteredComponents { Name = options.PubSubName, Type = broker.Type, Version = "v1" });
        foreach (var store in options.SecretStores.Keys)
            reply.RegisteredComponents.Add(new RegisteredComponents { Name = store, Type = "secretstores.local.file", Version = "v1" });
        foreach (var wanted in events.Subscriptions)
            reply.Subscriptions.Add(Describe(wanted));
        return reply;
    }

    private static PubsubSubscription Describe(TopicSubscription wanted)
    {
        var described = new PubsubSubscription
        {
            PubsubName = wanted.PubsubName,
            Topic = wanted.Topic,
            DeadLetterTopic = wanted.DeadLetterTopic,
            Rules = new(),
            Type = PubsubSubscriptionType.Programmatic,
        };
        foreach (var rule in wanted.Routes?.Rules ?? [])
            described.Rules.Rules.Add(new PubsubSubscriptionRule { Match = rule.Match, Path = rule.Path });
        if (wanted.Routes is { Default.Length: > 0 } routes)
            described.Rules.Rules.Add(new PubsubSubscriptionRule { Path = routes.Default });
        return described;
    }

    private static byte[] Envelope(PublishEventRequest request, EventOrigin origin)
    {
        if (request.Metadata.TryGetValue("rawPayload", out var raw) && raw == "true")
            throw Refusal(StatusCode.Unimplemented, "the development sidecar knows CloudEvents only, no raw payloads");
        try
        {
            return request.DataContentType.StartsWith(CloudEvent.MediaType, StringComparison.OrdinalIgnoreCase)
                ? CloudEvent.Take(request.Data.Memory, origin)
                : CloudEvent.Wrap(request.Data.Memory, request.DataContentType, origin);
        }
        catch (InvalidEventException e)
        {
            throw Refusal(StatusCode.InvalidArgument, "cannot create cloudevent: " + e.Message);
        }
    }

    private SecretStore Store(string name) => options.SecretStores.GetValueOrDefault(name)
        ?? throw Refusal(StatusCode.InvalidArgument, $"failed finding secret store with key {name}");

    private static RpcException Refusal(StatusCode code, string message) => new(new Status(code, message));
}
