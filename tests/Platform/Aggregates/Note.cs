using Aftersales.Platform.Aggregates;

namespace Aftersales.Platform.Tests.Aggregates;

/// <summary>The smallest aggregate: a text that is written over.</summary>
public sealed record Note(string Text);

public sealed record Written(string Text);

internal sealed class NoteType : AggregateType<Note, Written>
{
    public override string Kind => "note";

    public override Note Evolve(Note? state, Written happened) => new(happened.Text);
}
