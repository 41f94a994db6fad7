using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>A return: goods of one order that come back, or are scrapped where they are.</summary>
public sealed record ReturnState
{
    public required string Id { get; init; }

    public required string OrderId { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>The shop that sold the order; empty where that is not known.</summary>
    public string ShopId { get; init; } = "";

    public required ReturnReason Reason { get; init; }

    /// <summary>Leaf of the reason catalogue.</summary>
    public required string ReasonCode { get; init; }

    public required ImmutableArray<ReturnLine> Lines { get; init; }

    /// <summary>What the customer said, encrypted (R-PPL-2); null when nothing.</summary>
    public SealedText? SealedDescription { get; init; }

    public required ImmutableArray<string> EvidenceIds { get; init; }

    public string? CaseId { get; init; }

    public bool CustomerShips { get; init; }

    /// <summary>A full exchange of a carton: collected in full (R-RET-4).</summary>
    public bool IsCartonExchange { get; init; }

    public ResponsibleParty Responsible { get; init; }

    public required Instant RequestedAt { get; init; }

    /// <summary>Version of the policy under which the last decision was taken (R-COMP-9).</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>What is waited for, each until when (R-CLK-4).</summary>
    public required ImmutableArray<Deadline> Deadlines { get; init; }

    /// <summary>Rules that refused and were set aside.</summary>
    public ImmutableArray<Override> Overrides { get; init; } = [];

    /// <summary>Return fee that the customer was shown (R-RET-9).</summary>
    public required Money Fee { get; init; }

    /// <summary>Who took which step, so that a repeat is told from another's decision.</summary>
    public string? Reviewer { get; init; }

    public Approval? Approval { get; init; }

    public Ending? Ending { get; init; }

    /// <summary>It ended at the review; otherwise it was called off.</summary>
    public bool IsRejected { get; init; }

    public Pickup? Pickup { get; init; }

    public ImmutableArray<Parcel> Parcels { get; init; } = [];

    /// <summary>The latest count at the warehouse.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>The latest inspection.</summary>
    public Inspection? Inspection { get; init; }

    /// <summary>Until when a refusal can be disputed; null where nothing was refused.</summary>
    public Instant? DisputableUntil { get; init; }

    public Dispute? Dispute { get; init; }

    /// <summary>What came of claims for missing pieces, the latest of each kind.</summary>
    public ImmutableArray<LossClosing> LossClosings { get; init; } = [];

    /// <summary>Who pays for the way back; null before the approval, and where nothing comes back.</summary>
    public Freight? Freight { get; init; }

    /// <summary>What may be refunded, in the order in which it became so.</summary>
    public ImmutableArray<Release> Releases { get; init; } = [];

    /// <summary>Who said that the goods were refused at the door; null for other returns.</summary>
    public DoorConfirmations? Door { get; init; }

    /// <summary>A sealed <see cref="Address"/>: where the goods are; null where the order's recipient has them.</summary>
    public SealedText? SealedAddress { get; init; }

    /// <summary>What couriers said that changed nothing, the latest <see cref="SetAside.Most"/>.</summary>
    public ImmutableArray<SetAside> SetAside { get; init; } = [];

    /// <summary>Where the return stands: it follows from its units.</summary>
    public ReturnStage Stage => ReturnStages.Of(this);

    /// <summary>The earliest deadline; null once nothing is waited for.</summary>
    public Instant? Due => Deadlines.IsEmpty ? null : Deadlines.Min(d => d.At);

    /// <summary>The earliest deadline that has not passed yet; null where none will.</summary>
    public Deadline? Next => Deadlines.Where(d => !d.IsEscalated).OrderBy(d => d.At).ThenBy(d => d.Wait).FirstOrDefault();

    /// <summary>On which basis it may be refunded, by the latest release.</summary>
    public RefundBasis Refundable => Releases.IsEmpty ? RefundBasis.None : Releases[^1].Basis;

    /// <summary>Something has not been handed over yet.</summary>
    public bool HasAwaited => Approval is not null && Units.Any(u => u is { IsToCome: true, Reception: Reception.Awaited });

    /// <summary>The courier has to be booked.</summary>
    public bool NeedsBooking => Pickup is { IsBooked: false, IsDone: false, Problem: PickupProblem.None } && Ending is null && HasAwaited;

    /// <summary>The courier has to be told that it is to come at another time.</summary>
    public bool NeedsMove => Pickup is { IsBooked: true, IsDone: false, Move: not null } && Ending is null && HasAwaited;

    /// <summary>The courier is to come and has not said anything since.</summary>
    public bool AwaitsCourier => Pickup is { IsBooked: true, IsDone: false, Move: null, AskAt: not null } && Ending is null && HasAwaited;

    /// <summary>Parcels whose whereabouts the courier is asked about.</summary>
    public IEnumerable<Parcel> Followed => WaitsFor(Wait.Arrival) ? Parcels.Where(p => p.IsFollowed) : [];

    /// <summary>Whether something is waited for.</summary>
    public bool WaitsFor(Wait wait) => Ending is null && wait switch
    {
        Wait.Review => Approval is null,
        Wait.Handover => HasAwaited,
        Wait.Arrival => Units.Any(u => u is { IsToCome: true, Reception: Reception.InTransit }),
        Wait.Inspection => Units.Any(u => u.IsToInspect),
        Wait.Resolution => Units.Any(u => u.IsDisputed),
        _ => Losses.Of(this).Any(loss => loss.IsOpen),
    };

    public IEnumerable<Units> Units => Lines.SelectMany(l => l.Units);

    /// <summary>Nothing more will be released, unless a refusal is disputed with success.</summary>
    public bool ReleasesComplete => Ending is not null || Units.All(u => u.Release > 0 || u.Acceptance == Acceptance.Refused);

    /// <summary>Lines whose goods come back; the others are scrapped or left with the customer.</summary>
    public IEnumerable<ReturnLine> Coming => Lines.Where(l => l.IsComing);
}

/// <summary>Something that is waited for.</summary>
/// <param name="IsEscalated">It passed, and only a person can go on: it does not pass again.</param>
public sealed record Deadline(Wait Wait, Instant At, bool IsEscalated = false);

/// <summary>For what a return can wait.</summary>
public enum Wait
{
    Review,
    Handover,
    Arrival,
    Inspection,
    Resolution,

    /// <summary>Somebody has to answer for missing pieces. The return does not wait for that.</summary>
    Claim,
}

/// <param name="BeyondResale">The specialist found the goods damaged beyond resale.</param>
/// <param name="FreightCollect">It was agreed that the parcel may come freight-collect (R-RET-10).</param>
public sealed record Approval(string By, bool BeyondResale, bool FreightCollect = false);

/// <summary>Why it was rejected at the review, or called off.</summary>
public sealed record Ending(string By, string Reason, Instant At);

/// <summary>A refusing rule that was set aside.</summary>
/// <param name="LineId">Null where it was about the whole return.</param>
public sealed record Override(string RuleId, string? LineId, string By, string Why, Instant At);

/// <summary>On its way under the courier's number; null where goods refused at the door go back under the one they came with.</summary>
/// <param name="Lines">What is in it, as the sender says.</param>
public sealed record Parcel(string By, string? TrackingNo, ImmutableArray<Pieces> Lines, bool IsReceived = false)
{
    /// <summary>Tracks that are kept.</summary>
    public const int MostTracks = 20;

    /// <summary>Who carries it; empty for the courier that picks goods up.</summary>
    public string Carrier { get; init; } = "";

    /// <summary>What the courier told of it, in the order of time.</summary>
    public ImmutableArray<Track> Tracks { get; init; } = [];

    /// <summary>When the courier is asked next; null where it cannot be.</summary>
    public Instant? AskAt { get; init; }

    /// <summary>Refused at the door: its way back leads here.</summary>
    public bool IsRefused { get; init; }

    public Track? Latest => Tracks.IsEmpty ? null : Tracks[^1];

    /// <summary>The courier may have more to tell.</summary>
    public bool IsFollowed =>
        AskAt is not null && TrackingNo is not null && !IsReceived && Latest?.Status is not (CourierStatus.Arrived or CourierStatus.Lost) && !IsGone;

    /// <summary>On its way back to the customer who sent it.</summary>
    public bool IsGone => Latest?.Status == CourierStatus.SentBack && !IsRefused;

    public Parcel With(Track track) => this with { Tracks = [.. Tracks.Add(track).TakeLast(MostTracks)] };
}

/// <summary>A count at the warehouse, kept so that its repeat is known.</summary>
public sealed record Receipt(string By, string? TrackingNo, ImmutableArray<Pieces> Lines)
{
    /// <summary>The goods had been given up.</summary>
    public bool IsFound { get; init; }
}

/// <summary>An inspection, kept so that its repeat is known.</summary>
public sealed record Inspection(string By, ImmutableArray<Verdict> Lines);

/// <summary>The customer's objection to a refusal.</summary>
/// <param name="SealedStatement">What the customer says, encrypted (R-PPL-2).</param>
/// <param name="Refuser">Who inspected last: they do not decide it (R-PPL-1).</param>
public sealed record Dispute(string By, SealedText SealedStatement, ImmutableArray<string> EvidenceIds, string? Refuser, Instant At, Instant Due)
{
    public string? ResolvedBy { get; init; }

    public string? Resolution { get; init; }

    /// <summary>Pieces accepted after all.</summary>
    public ImmutableArray<Pieces> Accepted { get; init; } = [];
}

/// <summary>Pieces that may be refunded together; a piece is released once.</summary>
/// <param name="Goods">What was paid for them, rounded down for each line.</param>
/// <param name="Charged">Freight and fee at the buyer's cost (R-RET-7, R-RET-9).</param>
/// <param name="Lessened">The rest of the price of partly accepted pieces.</param>
public sealed record Release(int Number, RefundBasis Basis, ImmutableArray<Pieces> Lines, Money Goods, Money Charged, Money Lessened)
{
    /// <summary><see cref="Lessened"/> by line.</summary>
    public ImmutableArray<LessenedLine> LessenedLines { get; init; } = [];

    /// <summary>What is deducted from the refund; never more than <see cref="Goods"/>.</summary>
    public Money Deduction => Charged + Lessened;
}

/// <param name="Pieces">Accepted in part.</param>
/// <param name="Amount">What the customer goes on paying for them.</param>
public sealed record LessenedLine(string LineId, int Pieces, Money Amount);
