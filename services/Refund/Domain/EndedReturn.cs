using System.Collections.Immutable;

namespace Aftersales.Refunds.Domain;

/// <summary>How a return ended; kept, since it may end before its advance is requested (R-REF-5).</summary>
/// <param name="Accepted">Pieces of each line that the inspection accepted; null where the return was rejected or called off.</param>
public sealed record EndedReturn(string ReturnId, ImmutableDictionary<string, int>? Accepted)
{
    /// <summary>What an inspection that accepts nothing says.</summary>
    public static readonly ImmutableDictionary<string, int> NothingAccepted = ImmutableDictionary<string, int>.Empty;
}
