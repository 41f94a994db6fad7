using System.Text;
using Aftersales.Simulators.Payment;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Http;

/// <summary>What happens without a caller: due reversals are booked and notifications delivered, in real time.</summary>
internal sealed class Chores(Store store, SimulatorOptions options) : IAsyncDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private Task _work = Task.CompletedTask;

    public void Start() => _work = Task.Run(Work);

    public void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _client.Dispose();
        _stop.Dispose();
        _wake.Dispose();
    }

    private async Task Work()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                store.InTransaction(books => Reversals.Settle(new Turn(books, BeijingTime.Now(options.Clock), options, null)));
                await Deliver();
                await _wake.WaitAsync(TimeSpan.FromSeconds(1), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Deliver()
    {
        var now = TimeProvider.System.GetUtcNow();
        var due = store.InTransaction(books => books.All<Notification>(Notification.Kind)).Where(n => n.DueMs <= now.ToUnixTimeMilliseconds());
        foreach (var notification in due)
        {
            var left = await Send(notification) ? notification with { Copies = notification.Copies - 1 } : notification.Later(now);
            store.InTransaction(books =>
            {
                if (left.Copies == 0 || left.Attempts == Notification.MostAttempts)
                    books.Remove(Notification.Kind, left.Id);
                else
                    books.Put(Notification.Kind, left.Id, left);
            });
            if (left.Copies > 0 && left.Attempts == notification.Attempts)
                Wake();
        }
    }

    private async Task<bool> Send(Notification notification)
    {
        try
        {
            using var content = new StringContent(notification.Body, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(new Uri(notification.Url), content, _stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
