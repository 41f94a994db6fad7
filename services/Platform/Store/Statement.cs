namespace Aftersales.Platform.Store;

/// <summary>One SQL text that both databases take, with parameters $1, $2, … Known by reference: prepared once for a connection.</summary>
/// <param name="text">The SQL.</param>
/// <param name="clash">
/// What it means when a unique key or check refuses this statement; <see cref="CommitResult.Committed"/> when that is a bug.
/// </param>
internal sealed class Statement(string text, CommitResult clash = CommitResult.Committed)
{
    public string Text { get; } = text;

    public CommitResult Clash { get; } = clash;

    public bool HasLimit { get; } = text.Contains("limit $", StringComparison.Ordinal);
}

/// <summary>A parameter: text (or null), a whole number, or bytes; numbers are not boxed.</summary>
internal readonly struct Value
{
    private Value(object? reference, long number, bool isNumber) => (Reference, Number, IsNumber) = (reference, number, isNumber);

    /// <summary>Text, bytes or null.</summary>
    public object? Reference { get; }

    public long Number { get; }

    public bool IsNumber { get; }

    public static implicit operator Value(string? text) => new(text, 0, false);

    public static implicit operator Value(byte[] bytes) => new(bytes, 0, false);

    public static implicit operator Value(long number) => new(null, number, true);
}
