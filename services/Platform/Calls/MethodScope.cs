using System.Collections.Immutable;

namespace Aftersales.Platform.Calls;

/// <summary>The methods that a caller's credential is for, where it is for some alone.</summary>
/// <param name="Methods">Full names such as <c>aftersales.tracking.v1.TrackingService/RecordFacts</c>, or all of a service as <c>…TrackingService/*</c>.</param>
public sealed record MethodScope(ImmutableArray<string> Methods)
{
    private const string All = "/*";

    /// <param name="path">As gRPC calls it, with a slash in front.</param>
    public bool Covers(string path)
    {
        var called = path.AsSpan(1);
        foreach (var method in Methods)
            if (method.EndsWith(All, StringComparison.Ordinal) ? called.StartsWith(method.AsSpan(..^1), StringComparison.Ordinal) : called.SequenceEqual(method))
                return true;
        return false;
    }
}
