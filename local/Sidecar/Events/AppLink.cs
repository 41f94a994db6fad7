using System.Net.Sockets;
using Aftersales.Contracts.Dapr;
using Aftersales.Sidecar.Calls;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aftersales.Sidecar.Events;

/// <summary>The sidecar's line to its app: whether it is there, what it wants, and events for it.</summary>
internal sealed class AppLink : IDisposable
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    private readonly SidecarOptions _options;
    private readonly GrpcChannel _channel;
    private readonly AppCallback.AppCallbackClient _app;
    private readonly AppCallbackHealthCheck.AppCallbackHealthCheckClient _health;
    private readonly Signal _gone = new();
    private readonly Lock _turning = new();
    private TaskCompletionSource _up = NewTurn();

    public AppLink(SidecarOptions options)
    {
        _options = options;
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{options.AppPort}", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true, ActivityHeadersPropagator = null },
            InitialReconnectBackoff = BetweenProbes,
            MaxReconnectBackoff = BetweenProbes,
            MaxReceiveMessageSize = options.MaxMessageBytes,
            MaxSendMessageSize = null,
        });
        _app = new(_channel);
        _health = new(_channel);
    }

    /// <summary>Whether the app's port has been open at least once.</summary>
    public bool HasListened { get; private set; }

    /// <summary>Returns when the app is there and, with health checks, well.</summary>
    public async Task WaitUntilHealthyAsync(CancellationToken stop)
    {
        while (!await IsListeningAsync(stop) || (_options.AppHealthCheck && !await IsHealthyAsync(stop)))
            await Task.Delay(BetweenProbes, _options.Time, stop);
    }

    /// <summary>The app's answer to the one question for its subscriptions.</summary>
    /// <exception cref="RpcException">It gave none.</exception>
    public async Task<IReadOnlyList<TopicSubscription>> ListSubscriptionsAsync(CancellationToken stop)
    {
        try
        {
            return (await _app.ListTopicSubscriptionsAsync(new Empty(), Headers(), Deadline(ProbeTimeout * 5), stop)).Subscriptions;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            return [];
        }
    }

    /// <summary>Brings one event.</summary>
    public async Task<Outcome> DeliverAsync(TopicEventRequest request, CancellationToken stop)
    {
        try
        {
            var reply = await _app.OnTopicEventAsync(request, Headers(), Deadline(_options.Delivery.ProcessingTimeout), stop);
            return reply.Status switch
            {
                TopicEventResponse.Types.TopicEventResponseStatus.Success => Outcome.Done,
                TopicEventResponse.Types.TopicEventResponseStatus.Drop => Outcome.Refused,
                _ => Outcome.Failed,
            };
        }
        catch (RpcException e) when (!stop.IsCancellationRequested)
        {
            if (e.StatusCode == StatusCode.Unimplemented)
                return Outcome.Unknown;
            return e is { StatusCode: StatusCode.Unavailable, Status.DebugException: not null } ? Outcome.AppGone : Outcome.Failed;
        }
    }

    /// <summary>Opens the way for deliveries.</summary>
    public void MarkUp()
    {
        lock (_turning)
            _up.TrySetResult();
    }

    /// <summary>Closes the way for deliveries until the app is found well again.</summary>
    public void MarkGone()
    {
        lock (_turning)
        {
            if (_up.Task.IsCompleted)
                _up = NewTurn();
        }

        _gone.Set();
    }

    public Task WhenUpAsync(CancellationToken stop)
    {
        lock (_turning)
            return _up.Task.WaitAsync(stop);
    }

    public Task WhenGoneAsync(CancellationToken stop) => _gone.WaitAsync(stop);

    public void Dispose() => _channel.Dispose();

    private async Task<bool> IsListeningAsync(CancellationToken stop)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", _options.AppPort, stop);
            return HasListened = true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<bool> IsHealthyAsync(CancellationToken stop)
    {
        try
        {
            await _health.HealthCheckAsync(new Empty(), Headers(), Deadline(ProbeTimeout), stop);
            return true;
        }
        catch (RpcException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private Metadata Headers() => _options.AppToken is { } token ? new() { { CallHeaders.ApiToken, token } } : [];

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static DateTime Deadline(TimeSpan timeout) => TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
}

/// <summary>What came of one attempt to bring an event.</summary>
internal enum Outcome
{
    /// <summary>The app has it.</summary>
    Done,

    /// <summary>The app cannot use it and says so (DROP).</summary>
    Refused,

    /// <summary>The app does not know of events (UNIMPLEMENTED).</summary>
    Unknown,

    /// <summary>The app could not take it now (RETRY, or any error).</summary>
    Failed,

    /// <summary>There is no app; that says nothing about the event.</summary>
    AppGone,
}
