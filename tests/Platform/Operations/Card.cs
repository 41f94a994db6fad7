using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Operations;

/// <summary>An aggregate with a bit of everything that follows from a state: lists, a claim, sums, due work.</summary>
public sealed record Card(string Title, string Owner, int Points, string Notes);

public abstract record CardEvent;

public sealed record CardWritten(string Title, string Owner, int Points) : CardEvent;

public sealed record CardNoted(string Note) : CardEvent;

internal sealed class CardType : AggregateType<Card, CardEvent>
{
    public const string All = "cards/all";

    public override string Kind => "card";

    public override Card Evolve(Card? state, CardEvent happened) => happened switch
    {
        CardWritten e => new(e.Title, e.Owner, e.Points, state?.Notes ?? ""),
        CardNoted e => (state ?? new("", "nobody", 0, "")) with { Notes = state?.Notes + e.Note },
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    public override IEnumerable<ListEntry> Lists(string id, Card state) => [new(All, state.Title, id, id), new($"cards/owner/{state.Owner}", state.Title, id, id)];

    public override IEnumerable<Claim> Claims(string id, Card state) => state.Title.Length == 0 ? [] : [new($"title/{state.Title}", id)];

    public override IEnumerable<Share> Shares(string id, Card state) => state.Points == 0 ? [] : [new($"points/{state.Owner}", state.Points, long.MaxValue)];

    public override IEnumerable<Due> Work(string id, Card state) => [new("review", Instant.FromUtc(2099, 1, 1, 0, 0) + Duration.FromSeconds(state.Points))];

    public override Refusal ClaimHeld(string claim, string holder) => new(PlatformReasons.InvalidRequest, "the title is taken");
}
