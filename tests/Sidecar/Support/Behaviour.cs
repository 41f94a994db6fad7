using System.Collections.Concurrent;
using Aftersales.Contracts.Dapr;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests.Support;

/// <summary>What a test's app does, and what it has seen.</summary>
public sealed class Behaviour
{
    private int _listings;

    public Func<Note, ServerCallContext, Task<Note>> Unary { get; set; } = (request, _) => Task.FromResult(request);

    public List<TopicSubscription> Subscriptions { get; } = [];

    public Func<Task<ListTopicSubscriptionsResponse>>? OnListing { get; set; }

    public bool IsHealthy { get; set; } = true;

    public Func<TopicEventRequest, Task<TopicEventResponse.Types.TopicEventResponseStatus>> OnEvent { get; set; } =
        _ => Task.FromResult(TopicEventResponse.Types.TopicEventResponseStatus.Success);

    public ConcurrentQueue<TopicEventRequest> Events { get; } = new();

    public ConcurrentQueue<Metadata> EventHeaders { get; } = new();

    public int Listings => _listings;

    internal void Listed() => Interlocked.Increment(ref _listings);

    public Behaviour Subscribe(string topic, string deadLetterTopic = "", TopicRoutes? routes = null)
    {
        Subscriptions.Add(new() { PubsubName = "pubsub", Topic = topic, DeadLetterTopic = deadLetterTopic, Routes = routes });
        return this;
    }
}

internal sealed class CallbackService(Behaviour does) : AppCallback.AppCallbackBase
{
    public override Task<ListTopicSubscriptionsResponse> ListTopicSubscriptions(Empty request, ServerCallContext context)
    {
        does.Listed();
        return does.OnListing?.Invoke() ?? Task.FromResult(new ListTopicSubscriptionsResponse { Subscriptions = { does.Subscriptions } });
    }

    public override async Task<TopicEventResponse> OnTopicEvent(TopicEventRequest request, ServerCallContext context)
    {
        does.Events.Enqueue(request);
        does.EventHeaders.Enqueue(context.RequestHeaders);
        return new() { Status = await does.OnEvent(request) };
    }
}

internal sealed class HealthService(Behaviour does) : AppCallbackHealthCheck.AppCallbackHealthCheckBase
{
    public override Task<HealthCheckResponse> HealthCheck(Empty request, ServerCallContext context) => does.IsHealthy
        ? Task.FromResult(new HealthCheckResponse())
        : throw new RpcException(new Status(StatusCode.Unavailable, "not yet"));
}
