using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Platform.Tests.Store;

/// <summary>An aggregate with personal data, of which it may not be known yet whose it is.</summary>
public sealed record Letter(string? Writer, SealedText Words);

public sealed record LetterWritten(string? Writer, SealedText Words);

internal sealed class LetterType : AggregateType<Letter, LetterWritten>
{
    public override string Kind => "letter";

    public override Letter Evolve(Letter? state, LetterWritten happened) =>
        new(happened.Writer ?? state?.Writer, happened.Words.IsEmpty ? state?.Words ?? SealedText.Empty : happened.Words);

    public override string? Subject(string id, Letter state) => state.Writer;
}
