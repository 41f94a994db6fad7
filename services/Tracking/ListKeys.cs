using NodaTime;
using NodaTime.Text;

namespace Aftersales.Tracking;

/// <summary>Times as keys of lists.</summary>
internal static class ListKeys
{
    // Of fixed width, so that keys sort as the times do.
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffff");

    public static string Of(Instant at) => Pattern.Format(at);
}
