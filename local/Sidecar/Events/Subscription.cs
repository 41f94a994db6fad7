using Aftersales.Contracts.Dapr;

namespace Aftersales.Sidecar.Events;

/// <summary>One topic of one app: brings its events, several at once, until each is settled.</summary>
internal sealed class Subscription(SidecarOptions options, TopicSubscription wanted, PubSub broker, AppLink app, ILogger log) : IDisposable
{
    private const int LoadSize = 128;

    // Events between two attempts are held in memory; past this many the topic waits for them.
    private const int MaxUnsettled = 1000;

    private readonly Func<string, string> _route = Route.For(wanted.Routes);
    private readonly SemaphoreSlim _slots = new(options.Delivery.Concurrency);
    private readonly SemaphoreSlim _unsettled = new(MaxUnsettled);

    public TopicSubscription Wanted => wanted;

    private string DeadLetterTopic => wanted.DeadLetterTopic;

    /// <summary>Runs until it is stopped; then ends when the last attempt has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await LoadAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "{App} gets no more events of {Topic}", options.AppId, wanted.Topic);
        }
        catch (OperationCanceledException)
        {
            // Stopped; what is under way ends now.
        }

        for (var i = 0; i < MaxUnsettled; i++)
            await _unsettled.WaitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _slots.Dispose();
        _unsettled.Dispose();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var news = broker.Listen(options.AppId, wanted.Topic);
        var last = "";
        while (true)
        {
            var batch = await broker.LoadAsync(options.AppId, wanted.Topic, last, LoadSize);
            foreach (var delivery in batch)
            {
                await _unsettled.WaitAsync(stop);
                _ = SettleAsync(delivery, stop);
                last = delivery.Id;
            }

            if (batch.Count == 0)
                await news.WaitAsync(stop);
        }
    }

    private async Task SettleAsync(Delivery delivery, CancellationToken stop)
    {
        try
        {
            for (var attempts = delivery.Attempts; ;)
            {
                var outcome = await BringAsync(delivery, stop);
                if (outcome == Outcome.AppGone)
                {
                    app.MarkGone();
                    continue;
                }

                if (await IsSettledAsync(delivery, outcome, ++attempts))
                    return;
                await Task.Delay(options.Delivery.DelayAfter(attempts), options.Time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // It stays in the broker and is brought when the sidecar is back.
        }
        finally
        {
            _unsettled.Release();
        }
    }

    private async Task<Outcome> BringAsync(Delivery delivery, CancellationToken stop)
    {
        await app.WhenUpAsync(stop);
        await _slots.WaitAsync(stop);
        try
        {
            return await app.DeliverAsync(CloudEvent.ToRequest(delivery.Body, wanted.PubsubName, wanted.Topic, _route), stop);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<bool> IsSettledAsync(Delivery delivery, Outcome outcome, int attempts)
    {
        try
        {
            var isFinal = outcome != Outcome.Failed || (DeadLetterTopic.Length > 0 && attempts >= options.Delivery.AttemptsBeforeDeadLetter);
            if (outcome != Outcome.Done)
                log.LogWarning("Event {Id} of {Topic} for {App}: {Outcome} at attempt {Attempt}", delivery.Id, wanted.Topic, options.AppId, outcome, attempts);
            if (!isFinal)
                await broker.NoteAttemptsAsync(options.AppId, wanted.Topic, delivery.Id, attempts);
            else if (DeadLetterTopic.Length > 0 && outcome is (Outcome.Refused or Outcome.Failed))
                await broker.MoveAsync(options.AppId, wanted.Topic, delivery, DeadLetterTopic);
            else
                await broker.SettleAsync(options.AppId, wanted.Topic, delivery.Id);
            return isFinal;
        }
        catch (Exception e)
        {
            log.LogError(e, "Event {Id} of {Topic} for {App} could not be settled and will be brought again", delivery.Id, wanted.Topic, options.AppId);
            return false;
        }
    }
}
