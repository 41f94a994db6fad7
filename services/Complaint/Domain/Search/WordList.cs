namespace Aftersales.Complaints.Domain;

/// <summary>Sealed words as cases and their events keep them: in one text, which goes with the customer's other personal data.</summary>
public static class WordList
{
    public static ImmutableArray<string> Read(ErasableText kept) => kept.Text.Length == 0 ? [] : [.. kept.Text.Split(' ')];

    public static ErasableText Write(ImmutableArray<string> words) => string.Join(' ', words);
}
