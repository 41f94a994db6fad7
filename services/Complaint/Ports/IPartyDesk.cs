using Aftersales.Complaints.Domain;

namespace Aftersales.Complaints.Ports;

/// <summary>A party's own system for questions. Every call says the question's id, under which it is asked once.</summary>
/// <remarks>No answer, or one that makes no sense, is <c>SERVICE_UNAVAILABLE</c>: it is unknown what happened; ask by number before anything is repeated.</remarks>
public interface IPartyDesk
{
    /// <summary>What the party answered so far; null when it does not know the question.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<PartyNews?> Find(string question, CancellationToken cancel);

    /// <summary>Asks. The same question with the same content is asked once; that it is refused is news too.</summary>
    /// <param name="note">What the agent added, in clear; empty for nothing.</param>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<PartyNews> Ask(Question question, string note, CancellationToken cancel);

    /// <summary>Reminds. The same number of the same question reminds once.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task Remind(string question, int number, CancellationToken cancel);
}

/// <param name="Refused">The party's code where it does not take the question; null where it does.</param>
public sealed record PartyNews(ImmutableArray<PartyAnswer> Answers, string? Refused = null);

/// <param name="No">The party's number of it, unique for the question.</param>
/// <param name="Verdict">Unspecified where the party says something that is not known here.</param>
/// <param name="Text">In clear: personal data, sealed before it is kept.</param>
public sealed record PartyAnswer(string No, QuestionVerdict Verdict, string Text, ImmutableArray<string> Proofs, string? Sku, Instant? Ready);

/// <summary>The parties whose systems this deployment knows.</summary>
public sealed class PartyDesks(IReadOnlyDictionary<QuestionParty, IPartyDesk> desks)
{
    /// <summary>Null where people answer for the party here.</summary>
    public IPartyDesk? Find(QuestionParty party, QuestionPolicy policy) => policy.ByHand.Contains(party) ? null : desks.GetValueOrDefault(party);
}
