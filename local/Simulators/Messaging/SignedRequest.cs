using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Messaging;

/// <summary>Requests to the message provider are signed with HMAC-SHA256 over time, method, path and the body's hash.</summary>
internal static class SignedRequest
{
    private const int MostSecondsApart = 300;

    public static async Task Check(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/messaging/messages", StringComparison.Ordinal) && !await IsSigned(http))
            await Voice.Unauthorised("SIGNATURE_INVALID", "not signed, or with another secret").Write(http.Response);
        else
            await next(http);
    }

    private static async Task<bool> IsSigned(HttpContext http)
    {
        var (request, headers) = (http.Request, http.Request.Headers);
        request.EnableBuffering();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(request.Body, http.RequestAborted));
        request.Body.Position = 0;
        var options = http.RequestServices.GetRequiredService<SimulatorOptions>();
        if (headers["x-app-id"] != options.MessagingAppId || !long.TryParse(headers["x-timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds) > MostSecondsApart)
            return false;
        var signed = Encoding.UTF8.GetBytes($"{headers["x-timestamp"]}\n{request.Method}\n{request.Path}\n{hash}");
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.MessagingSecret), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(headers["x-signature"].ToString()));
    }
}
