using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Kernel;
using Aftersales.Platform;
using NodaTime.Text;

namespace Aftersales.Returns.Ports;

/// <summary>The courier's HTTP API: <c>POST pickups</c>, <c>GET pickups/{no}</c>, <c>POST pickups/{no}/cancel</c>, JSON in snake case.</summary>
public sealed class HttpCourier(HttpClient http) : ICourier
{
    private const int MostGrams = 1_000_000;
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public Task<PickupReport?> Find(string bookingNo, CancellationToken cancel) => Call(
        HttpMethod.Get, $"pickups/{Uri.EscapeDataString(bookingNo)}", null, Read, HttpStatusCode.NotFound, cancel);

    public async Task<PickupReport> Book(PickupBooking booking, CancellationToken cancel)
    {
        var body = new
        {
            booking.BookingNo,
            Slot = new { Date = LocalDatePattern.Iso.Format(booking.Day), From = Minute.Format(booking.From), To = Minute.Format(booking.To) },
            Sender = new { Name = "consignee", Phone = "-", Address = $"consignee of order {booking.OrderId}" },
            Receiver = booking.Receiver,
            Parcel = new { WeightGrams = Math.Clamp(booking.Grams, 1, MostGrams), Description = $"return of order {booking.OrderId}" },
        };
        return (await Call(HttpMethod.Post, "pickups", body, Read, null, cancel))!;
    }

    public async Task CallOff(string bookingNo, CancellationToken cancel)
    {
        // 404 and 409 say that nobody will come any more: never booked, or picked up before.
        var path = $"pickups/{Uri.EscapeDataString(bookingNo)}/cancel";
        await Call<object>(HttpMethod.Post, path, new { }, _ => Task.FromResult(new object()), HttpStatusCode.NotFound, cancel, HttpStatusCode.Conflict);
    }

    // Null for the statuses that mean "there is none".
    private async Task<T?> Call<T>(
        HttpMethod method, string path, object? body, Func<HttpContent, Task<T>> read, HttpStatusCode? none, CancellationToken cancel, HttpStatusCode? over = null)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Wire) };
            using var response = await http.SendAsync(request, cancel);
            if (response.StatusCode == none || response.StatusCode == over)
                return null;
            if (response.StatusCode != HttpStatusCode.OK)
                throw Away($"HTTP {(int)response.StatusCode}");
            return await read(response.Content);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw Away("no answer");
        }
    }

    private static async Task<PickupReport> Read(HttpContent content)
    {
        var answer = await content.ReadFromJsonAsync<Answer>(Wire) ?? throw new JsonException("no pickup in the answer");
        return new(answer.WaybillNo ?? throw new JsonException("no waybill_no in the answer"), answer.Status == "PICKED_UP");
    }

    private static RefusedException Away(string status) =>
        new(new Refusal(PlatformReasons.ServiceUnavailable, "the courier is away").With("service", ICourier.Name).With("status", status));

    private sealed record Answer(string? WaybillNo, string? Status);
}
