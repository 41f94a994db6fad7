namespace Aftersales.Kernel;

/// <summary>
/// What follows from a personal field and is needed at hand, such as its masked form or a keyed hash of it. In memory it is text; the store keeps it under the key of
/// its aggregate, as it keeps <see cref="SealedText"/>, and once that is gone it is empty.
/// </summary>
public class ErasableText(string text) : IEquatable<ErasableText>
{
    public static ErasableText Empty { get; } = new("");

    public virtual string Text { get; } = text;

    public static implicit operator ErasableText(string text) => new(text);

    public static bool operator ==(ErasableText? one, ErasableText? other) => one?.Text == other?.Text;

    public static bool operator !=(ErasableText? one, ErasableText? other) => !(one == other);

    public bool Equals(ErasableText? other) => this == other;

    public override bool Equals(object? obj) => Equals(obj as ErasableText);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Without its content (R-PPL-2).</summary>
    public override string ToString() => nameof(ErasableText);
}
