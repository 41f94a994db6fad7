using System.Security.Cryptography;
using System.Text;
using Aftersales.Contracts.Dapr;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Operations.DeadLetters;
using Aftersales.Platform.Telemetry;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using NodaTime;
using Status = Aftersales.Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus;

namespace Aftersales.Platform.Events;

/// <summary>What the own sidecar calls: which topics the service takes, and each event. Nobody else may call it.</summary>
public sealed partial class AppCallbackService(
    Subscriptions subscriptions,
    ServiceSettings settings,
    SidecarContact contact,
    DeadLetterBox box,
    IServiceProvider services,
    IClock clock,
    ILogger<AppCallbackService> log) : AppCallback.AppCallbackBase
{
    /// <summary>
    /// Events that were refused for good end here too, besides the service's own <see cref="DeadLetterBox"/>. What fails for any other reason is delivered
    /// again without end, so that an outage of any length loses nothing: where the component has an inbound retry policy, its retries must be unlimited.
    /// </summary>
    public const string DeadLetterSuffix = ".dead";

    public override Task<ListTopicSubscriptionsResponse> ListTopicSubscriptions(Empty request, ServerCallContext context)
    {
        Admit(context);
        contact.SubscriptionsAsked();
        var response = new ListTopicSubscriptionsResponse();
        foreach (var topic in subscriptions.Topics)
            response.Subscriptions.Add(new TopicSubscription { PubsubName = settings.PubSub, Topic = topic, DeadLetterTopic = topic + DeadLetterSuffix });
        return Task.FromResult(response);
    }

    public override async Task<TopicEventResponse> OnTopicEvent(TopicEventRequest request, ServerCallContext context)
    {
        Admit(context);
        using var span = Spans.OfEvent(request.Type, Extension(request, "traceparent"));
        var merchant = Extension(request, "merchant");
        if (merchant.Length == 0)
        {
            Dropped(log, request.Id, request.Type, "no merchant");
            SuiteMetrics.EventHandled(request.Type, "refused");
            return new() { Status = Status.Drop };
        }

        var call = DeadLetterBox.Delivery(merchant, request.Source, request.Type, request.Id, clock.GetCurrentInstant(), context.CancellationToken);
        try
        {
            return new() { Status = await Take(request, call) };
        }
        catch (Exception failure)
        {
            Retried(log, failure, request.Id, request.Type);
            SuiteMetrics.EventHandled(request.Type, "retried");
            return new() { Status = Status.Retry };
        }
    }

    // What is refused is let go of once it is kept: an event whose dead letter cannot be written comes again.
    private async Task<Status> Take(TopicEventRequest request, Call call)
    {
        try
        {
            await subscriptions.Dispatch(services, request.Type, request.Data.Memory, call);
            SuiteMetrics.EventHandled(request.Type, "taken");
            return Status.Success;
        }
        catch (Exception refused) when (DeadLetterBox.EndedBy(refused) is { } reason)
        {
            await box.Keep(request.Topic, request.Data.Memory, reason, call);
            Dropped(log, request.Id, request.Type, reason);
            SuiteMetrics.EventHandled(request.Type, "refused");
            return Status.Drop;
        }
    }

    private static string Extension(TopicEventRequest request, string name) =>
        request.Extensions?.Fields.TryGetValue(name, out var value) is true ? value.StringValue : "";

    public override Task<ListInputBindingsResponse> ListInputBindings(Empty request, ServerCallContext context)
    {
        Admit(context);
        return Task.FromResult(new ListInputBindingsResponse());
    }

    // A call that another app sends through the sidecar carries that app's id; the sidecar's own calls do not.
    private void Admit(ServerCallContext context)
    {
        if (context.RequestHeaders.Get("dapr-caller-app-id") is not null)
            throw new RpcException(new(StatusCode.PermissionDenied, "only the own sidecar may call this"));
        if (settings.AppToken is { } expected && !Same(context.RequestHeaders.GetValue("dapr-api-token"), expected))
            throw new RpcException(new(StatusCode.Unauthenticated, "only the own sidecar may call this"));
    }

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    [LoggerMessage(LogLevel.Warning, "event {Id} ({Type}) ended here: {Reason}")]
    private static partial void Dropped(ILogger log, string id, string type, string reason);

    [LoggerMessage(LogLevel.Warning, "event {Id} ({Type}) will be delivered again")]
    private static partial void Retried(ILogger log, Exception failure, string id, string type);
}

/// <summary>What the sidecar's application health check asks: good from the start, or the sidecar would never ask for the subscriptions.</summary>
public sealed class AppHealthService : AppCallbackHealthCheck.AppCallbackHealthCheckBase
{
    public override Task<HealthCheckResponse> HealthCheck(Empty request, ServerCallContext context) => Task.FromResult(new HealthCheckResponse());
}
