namespace Aftersales.Complaints.Domain;

/// <summary>What can be asked about who works a case, and as what. Words of people come sealed.</summary>
public abstract record DeskCommand : CaseCommand
{
    /// <param name="To">Null for the queue.</param>
    public sealed record HandOver(Person By, string? To, SealedText Note, Team Team) : DeskCommand;

    public sealed record TakeOver(Person By, SealedText Why) : DeskCommand;

    /// <param name="Earlier">Violations that the type is taken for which the shop had in the calendar year before.</param>
    public sealed record Reclassify(Person By, CaseType Type, SealedText Why, OrderFacts? Facts, long Earlier, Team Team) : DeskCommand;

    /// <summary>Another case about what this one turns out to be about is open: it goes on there (R-CASE-2).</summary>
    public sealed record AttachTo(Person By, string Case, CaseType As, SealedText Why) : DeskCommand;

    /// <summary>A case about the same is attached to this one and counts as a repeat.</summary>
    public sealed record Join(Case Other, OrderFacts? Facts, Team Team) : DeskCommand;

    /// <summary>The other case has it.</summary>
    public sealed record ConfirmAttached(string Case) : DeskCommand;

    /// <summary>The other case ended before it had it, and yet another one about the same is open.</summary>
    public sealed record Redirect(string Case) : DeskCommand;

    /// <summary>The other case ended before it had it: this one goes on by itself.</summary>
    public sealed record Detach(OrderFacts? Facts, long Earlier, Team Team) : DeskCommand;
}

/// <summary>What happens to who works a case, and as what.</summary>
public abstract record DeskEvent : CaseEvent;

/// <param name="To">Null for the queue.</param>
/// <param name="Note">Sealed.</param>
public sealed record CaseHandedOver(string? From, string? To, SealedText Note) : DeskEvent;

/// <param name="Why">Sealed.</param>
public sealed record CaseTakenOver(string? From, string By, SealedText Why) : DeskEvent;

/// <summary>R-CASE-1: a person corrected what it is about; it is rated anew.</summary>
/// <param name="Exposures">What it risks as that.</param>
/// <param name="Why">Sealed.</param>
public sealed record CaseReclassified(
    CaseType From, CaseType Type, string? Problem, Severity Severity, ImmutableArray<Exposed> Exposures, Tier Tier, string? Owner, CaseStage Stage, Clock Clock, string By, SealedText Why)
    : DeskEvent;

/// <summary>It goes on in another case.</summary>
/// <param name="As">What it turned out to be about.</param>
/// <param name="Why">Sealed.</param>
public sealed record CaseAttached(string To, CaseType As, SealedText Why, Ending Ending, Instant At) : DeskEvent;

/// <summary>The other case has everything.</summary>
public sealed record AttachmentConfirmed(string To) : DeskEvent;

/// <summary>Another case goes on in this one.</summary>
/// <param name="Repeats">How often the customer had complained again there.</param>
public sealed record CaseJoined(string Other, int Repeats) : DeskEvent;
