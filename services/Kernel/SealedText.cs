namespace Aftersales.Kernel;

/// <summary>
/// A personal field as states and events keep it (R-PPL-2): ciphertext, which the vault alone makes and opens. The store wraps it once more under a key of the
/// aggregate that it stands in; with that key it goes for good, from events that nobody can change too.
/// </summary>
/// <param name="cipher">As the vault or the store made it; empty for nothing. Never the text itself.</param>
public class SealedText(string cipher) : IEquatable<SealedText>
{
    /// <summary>What is shown in the place of words whose key is gone.</summary>
    public const string Erased = "[erased]";

    /// <summary>Nothing was said.</summary>
    public static SealedText Empty { get; } = new("");

    public string Cipher { get; } = cipher;

    public bool IsEmpty => Cipher.Length == 0;

    public static bool operator ==(SealedText? one, SealedText? other) => one?.Cipher == other?.Cipher;

    public static bool operator !=(SealedText? one, SealedText? other) => !(one == other);

    /// <summary>The same ciphertext: the same text sealed twice is not equal.</summary>
    public bool Equals(SealedText? other) => this == other;

    public override bool Equals(object? obj) => Equals(obj as SealedText);

    public override int GetHashCode() => Cipher.GetHashCode(StringComparison.Ordinal);

    /// <summary>Without its content (R-PPL-2).</summary>
    public override string ToString() => nameof(SealedText);
}
