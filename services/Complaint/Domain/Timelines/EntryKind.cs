namespace Aftersales.Complaints.Domain;

/// <summary>What an entry of a timeline is about. Names and numbers are the contract's.</summary>
public enum EntryKind
{
    Unspecified,
    Intake,
    Assignment,
    Escalation,
    Offer,
    Answer,
    Clock,
    Plan,
    News,
    Message,
    Note,
    Promise,
    Query,
    Risk,
    End,
    Disclosure,
    Conversation,
    Task,
}

/// <summary>An event as a timeline tells it.</summary>
/// <param name="IsForCustomer">Customers see what they did, what they were told and what was promised; nothing else.</param>
/// <param name="Words">What was said with it, sealed; empty for nothing.</param>
public sealed record Line(EntryKind Kind, bool IsForCustomer, Both Summary, SealedText Words);
