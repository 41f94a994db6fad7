namespace Aftersales.Complaints.Domain;

/// <summary>What a case is found by.</summary>
public sealed partial class CaseDecider
{
    private ImmutableArray<string> Fresh(Case state, ImmutableArray<string> words) =>
        [.. words.Except(state.Words).Take(Math.Max(0, policy.Search.WordsPerCase - state.Words.Length))];
}
