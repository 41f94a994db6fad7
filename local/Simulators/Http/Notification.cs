namespace Aftersales.Simulators.Http;

/// <summary>A notification that is still to be delivered; <paramref name="DueMs"/> is real time in Unix milliseconds.</summary>
internal sealed record Notification(string Id, string Url, string Body, int Copies, int Attempts, long DueMs)
{
    public const string Kind = "notification";
    public const int MostAttempts = 10;

    public Notification Later(DateTimeOffset realNow) =>
        this with { Attempts = Attempts + 1, DueMs = realNow.AddSeconds(Math.Min(60, 1 << Attempts)).ToUnixTimeMilliseconds() };
}
