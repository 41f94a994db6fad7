using Aftersales.Contracts.Dapr;
using Grpc.Core;

namespace Aftersales.Sidecar.Events;

/// <summary>The app's life as its sidecar sees it: it comes up, says once what it wants, goes, comes back.</summary>
internal sealed class EventLoop(SidecarOptions options, PubSub broker, AppLink app, ILogger<EventLoop> log)
{
    private const int Tries = 4;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyList<Subscription> _subscriptions = [];

    /// <summary>What the app has subscribed to; empty until it was asked.</summary>
    public IEnumerable<TopicSubscription> Subscriptions => _subscriptions.Select(subscription => subscription.Wanted);

    /// <summary>Ends when the app has been asked what it wants, whatever it said; cancelled when the sidecar stops before.</summary>
    public Task WhenSubscribed => _subscribed.Task;

    public async Task RunAsync(CancellationToken stop)
    {
        var running = Task.CompletedTask;
        try
        {
            await app.WaitUntilHealthyAsync(stop);
            await SubscribeAsync(stop);
            _subscribed.SetResult();
            running = Task.WhenAll(_subscriptions.Select(subscription => subscription.RunAsync(stop)));
            while (true)
            {
                app.MarkUp();
                await app.WhenGoneAsync(stop);
                log.LogWarning("{App} is gone; its events wait", options.AppId);
                await app.WaitUntilHealthyAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            _subscribed.TrySetCanceled(stop);
            await running;
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }
        catch (Exception e)
        {
            log.LogError(e, "{App} gets no events", options.AppId);
            _subscribed.TrySetException(e);
        }
    }

    private async Task SubscribeAsync(CancellationToken stop)
    {
        if (await AskAsync(stop) is not { } wanted)
            return;
        var ours = wanted.Where(IsOurs).DistinctBy(subscription => subscription.Topic).ToList();
        var subscriptions = ours.ConvertAll(subscription => new Subscription(options, subscription, broker, app, log));
        await broker.SubscribeAsync(options.AppId, ours.ConvertAll(subscription => subscription.Topic));
        _subscriptions = subscriptions;
        log.LogInformation("{App} subscribes to {Topics}", options.AppId, string.Join(", ", ours.Select(subscription => subscription.Topic)));
    }

    private async Task<IReadOnlyList<TopicSubscription>?> AskAsync(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await app.ListSubscriptionsAsync(stop);
            }
            catch (RpcException e) when (!stop.IsCancellationRequested)
            {
                log.LogWarning("{App} did not say what it subscribes to: {Code}", options.AppId, e.StatusCode);
                if (attempt == Tries)
                    return null;
                await Task.Delay(BetweenTries, options.Time, stop);
            }
        }
    }

    private bool IsOurs(TopicSubscription subscription)
    {
        var isOurs = subscription.PubsubName == options.PubSubName && subscription.Topic.Length > 0;
        if (!isOurs)
            log.LogError("{App} subscribes to {Topic} of {PubSub}, which there is not", options.AppId, subscription.Topic, subscription.PubsubName);
        return isOurs;
    }
}
