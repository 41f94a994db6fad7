namespace Aftersales.Complaints.Domain;

/// <summary>The same in both languages.</summary>
public sealed record Both(string Zh, string En)
{
    /// <summary>What has no language: a number, an id.</summary>
    public static Both Same(string text) => new(text, text);
}
