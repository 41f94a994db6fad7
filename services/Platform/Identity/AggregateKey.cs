using System.Security.Cryptography;
using System.Text;
using Aftersales.Kernel;

namespace Aftersales.Platform.Identity;

/// <summary>
/// The key under which the personal fields of one aggregate are wrapped, on top of the vault's seal. It stands in a row of its own: where that is removed, nobody
/// can read them any more (ADR 14). It is opened when a field is, so that reading a state costs nothing, and made when the first field is wrapped.
/// </summary>
public sealed class AggregateKey
{
    // Names the form, so that another can follow.
    private const string Mark = "k1:";
    private const int NameBytes = 8;
    private const int KeyBytes = 32;

    private readonly Vault vault;
    private Dictionary<string, string>? wrapped;
    private byte[]? key;

    /// <param name="row">As the store has it; null where the aggregate has none.</param>
    public AggregateKey(Vault vault, string? row) => (this.vault, Row) = (vault, row);

    /// <summary>As the store keeps it: its name, then itself sealed by the vault. Null before anything was wrapped, and once it is gone.</summary>
    public string? Row { get; private set; }

    /// <summary>It was made here: the store does not have it yet.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Something was wrapped under it here: it must be there when that is committed.</summary>
    public bool IsUsed => wrapped is not null;

    // Another name for each key: text under one that is gone is told from text that somebody changed.
    private string? Name => Row?[..(NameBytes * 2)];

    internal static bool IsWrapped(string cipher) => cipher.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The field as this aggregate keeps it. What is under this key stays as it is; what comes from another aggregate is wrapped anew.</summary>
    internal string Wrap(SealedText text)
    {
        if (text.IsEmpty || IsMine(text.Cipher))
            return text.Cipher;
        if (!IsWrapped(text.Cipher))
            return Once(text.Cipher, Convert.FromBase64String(text.Cipher));
        return (text as KeyedText)?.Key.Unwrap(text.Cipher) is { } box ? Once(text.Cipher, box) : text.Cipher;
    }

    /// <summary>The text as this aggregate keeps it. What was read stays as it is, also where its key is gone.</summary>
    internal string Wrap(ErasableText text) => text switch
    {
        KeptText kept when IsMine(kept.Cipher) || kept.Text.Length == 0 => kept.Cipher,
        { Text: "" } => "",
        _ => Once(text.Text, Encoding.UTF8.GetBytes(text.Text)),
    };

    /// <summary>What was kept; empty where the key is gone. Releases before the keys of aggregates kept it as it is.</summary>
    internal ErasableText Read(string kept) =>
        IsWrapped(kept) ? new KeptText(kept, this) : new ErasableText(kept);

    /// <summary>What the vault sealed; null where the key is gone.</summary>
    /// <exception cref="CryptographicException">Changed since.</exception>
    internal byte[]? Unwrap(string cipher) => IsMine(cipher) ? Vault.Open(Key, Convert.FromBase64String(cipher[(Mark.Length + (NameBytes * 2) + 1)..])) : null;

    // Events and state have the same fields.
    private string Once(string content, byte[] box)
    {
        wrapped ??= new(StringComparer.Ordinal);
        if (wrapped.TryGetValue(content, out var made))
            return made;
        if (Row is null)
            Make();
        return wrapped[content] = $"{Mark}{Name}:{Convert.ToBase64String(Vault.Seal(Key, box))}";
    }

    private bool IsMine(string cipher) => Name is { } name && IsWrapped(cipher) && cipher.AsSpan(Mark.Length).StartsWith(name, StringComparison.Ordinal);

    private ReadOnlySpan<byte> Key => key ??= vault.Open(Convert.FromBase64String(Row![((NameBytes * 2) + 1)..]));

    private void Make()
    {
        key = RandomNumberGenerator.GetBytes(KeyBytes);
        Row = $"{RandomNumberGenerator.GetHexString(NameBytes * 2, lowercase: true)}:{Convert.ToBase64String(vault.Seal(key))}";
        IsNew = true;
    }
}

/// <summary>A field as it was read, with the key that opens it.</summary>
internal sealed class KeyedText(string cipher, AggregateKey key) : SealedText(cipher)
{
    public AggregateKey Key { get; } = key;
}

/// <summary>A text as it was read, opened when it is looked at. Null key: it was read without, and is empty as if that were gone.</summary>
internal sealed class KeptText(string cipher, AggregateKey? key) : ErasableText("")
{
    private string? text;

    public string Cipher { get; } = cipher;

    public override string Text => text ??= key?.Unwrap(Cipher) is { } box ? Encoding.UTF8.GetString(box) : "";
}
