namespace Aftersales.Gateway.Access;

/// <summary>How long what Directory said of an API key counts.</summary>
public sealed record ApiKeySettings
{
    /// <summary>Then Directory is asked again: a key that was revoked is so refused everywhere within that time.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>While Directory is away, a key that it knew as good is believed for so long.</summary>
    public TimeSpan Stale { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long Directory may take to answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);
}
