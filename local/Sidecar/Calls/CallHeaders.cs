using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace Aftersales.Sidecar.Calls;

/// <summary>Which metadata goes on, and which belongs to one leg of the way only.</summary>
internal static class CallHeaders
{
    public const string AppId = "dapr-app-id";
    public const string CallerAppId = "dapr-caller-app-id";
    public const string CalleeAppId = "dapr-callee-app-id";
    public const string ApiToken = "dapr-api-token";
    public const string PeerKey = "aftersales-sidecar-key";

    // What the caller says about itself is never passed on: the sidecars say it.
    private static readonly FrozenSet<string> OfOneLeg = new[]
    {
        AppId, CallerAppId, CalleeAppId, ApiToken, PeerKey,
        "host", "user-agent", "te", "content-length", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void CopyTo(this IHeaderDictionary from, HttpRequestMessage to)
    {
        foreach (var (name, values) in from)
        {
            if (name.StartsWith(':') || OfOneLeg.Contains(name))
                continue;
            var value = Joined(name, values);
            if (!to.Headers.TryAddWithoutValidation(name, value))
                to.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        to.Headers.TryAddWithoutValidation("te", "trailers");
        to.Headers.TryAddWithoutValidation("user-agent", "aftersales-sidecar");
    }

    public static void CopyTo(this HttpResponseMessage from, IHeaderDictionary to)
    {
        Copy(from.Headers, to);
        Copy(from.Content.Headers, to);
    }

    public static void Copy(HttpHeaders from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (!IsOfTheConnection(name))
                to[name] = new StringValues([.. values]);
        }
    }

    private static bool IsOfTheConnection(string name) => name.ToLowerInvariant() is "date" or "server" or "content-length" or "transfer-encoding";

    // Several values of a binary entry travel as one list, whose separator must not hold a blank.
    private static IEnumerable<string?> Joined(string name, StringValues values) =>
        values.Count > 1 && name.EndsWith("-bin", StringComparison.OrdinalIgnoreCase) ? [string.Join(',', values.ToArray())] : values;
}
