using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints;

/// <summary>
/// Words as the index keeps them: keyed hashes, so that what is sealed in the case does not stand in clear beside it (R-PPL-2). Each merchant's words have
/// hashes of their own. 50 bits are enough to tell a merchant's words apart; nothing is decided by them but what a search shows.
/// </summary>
public sealed class WordSeal(Vault vault)
{
    private const int Letters = 10;

    /// <summary>The words of a text, each once.</summary>
    public ImmutableArray<string> Of(string text, int most, Call call) =>
        [.. SearchWords.Of(text, most).Select(word => vault.Pseudonym($"word/{call.Merchant}/{word}")[..Letters])];
}
