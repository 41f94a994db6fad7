using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>Pieces that did not arrive: somebody owes them, until a person has found out who and what came of it (R-QLT-6).</summary>
/// <param name="Missing">Pieces that are missing now; none once they were found.</param>
/// <param name="Worth">What was paid for them.</param>
/// <param name="Party">Who answers for them: as a person said, else by the rule.</param>
public sealed record Loss(LossKind Kind, ImmutableArray<Pieces> Missing, Money Worth, ResponsibleParty Party, LossClosing? Closing)
{
    /// <summary>Nobody decided about as many as are missing: also where more are now, or some were found afterwards.</summary>
    public bool IsOpen => Missing.Sum(p => p.Quantity) != (Closing?.Pieces ?? 0);
}

/// <summary>What came of a claim.</summary>
/// <param name="Pieces">How many were missing then.</param>
/// <param name="Recovered">What the party paid altogether; 0 or more.</param>
public sealed record LossClosing(LossKind Kind, int Pieces, ResponsibleParty Party, Money Recovered, string Outcome, string By, Instant At);

/// <summary>What is missing of a return: it follows from where its pieces stand.</summary>
public static class Losses
{
    /// <summary>At most one of each kind.</summary>
    public static ImmutableArray<Loss> Of(ReturnState state) =>
        [.. Enum.GetValues<LossKind>().Select(kind => Of(state, kind)).Where(loss => loss.Missing.Length > 0 || loss.Closing is not null)];

    public static Loss Of(ReturnState state, LossKind kind)
    {
        var reception = kind == LossKind.Lost ? Reception.Lost : Reception.Short;
        var lines = state.Lines.Select(l => (Line: l, Count: l.Units.Count(u => u.Reception == reception))).Where(l => l.Count > 0).ToList();
        var closing = state.LossClosings.FirstOrDefault(c => c.Kind == kind);
        return new(
            kind,
            [.. lines.Select(l => new Pieces(l.Line.LineId, l.Count))],
            Money.Sum(lines.Select(l => l.Line.PaidFor(l.Count)), state.Fee.Currency),
            closing?.Party ?? Usual(state, kind),
            closing);
    }

    // What the customer packed and nobody saw, the warehouse looks for first.
    private static ResponsibleParty Usual(ReturnState state, LossKind kind) =>
        kind == LossKind.Short && state.CustomerShips ? ResponsibleParty.Warehouse : ResponsibleParty.Courier;
}
