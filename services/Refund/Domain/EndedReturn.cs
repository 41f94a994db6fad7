using System.Collections.Immutable;

namespace Aftersales.Refunds.Domain;

/// <summary>How a return ended; kept, since it may end before its advance is requested (R-REF-5).</summary>
/// <param name="Accepted">Pieces of each line that an advance was for and the inspection accepted; null where the return was rejected or called off.</param>
public sealed record EndedReturn(string ReturnId, ImmutableDictionary<string, int>? Accepted)
{
    /// <summary>Of those, what was accepted for a share of its price.</summary>
    public ImmutableDictionary<string, ImmutableArray<PartlyAccepted>> Partly { get; init; } = ImmutableDictionary<string, ImmutableArray<PartlyAccepted>>.Empty;

    /// <summary>Of the return: a dispute or goods that turn up end it once more.</summary>
    public long Version { get; init; }

    public int AcceptedOf(string lineId) => Accepted?.GetValueOrDefault(lineId) ?? 0;

    public ImmutableArray<PartlyAccepted> PartlyOf(string lineId) => Partly.GetValueOrDefault(lineId, []);
}

/// <param name="ShareBasisPoints">Of the price that is refunded, in hundredths of a percent, 1 to 9999.</param>
public sealed record PartlyAccepted(int Pieces, int ShareBasisPoints);
