namespace Aftersales.Platform.Store;

/// <summary>Who brings PostgreSQL's tables up to date.</summary>
public sealed record Upgrade
{
    private Upgrade()
    {
    }

    /// <summary>The store itself, as the role that it connects with.</summary>
    public static Upgrade Made { get; } = new();

    /// <summary>Somebody else, before: the store waits until every table that it knows is there, and needs no right to change them.</summary>
    public static Upgrade Expected { get; } = new() { IsExpected = true };

    public bool IsExpected { get; private init; }

    /// <summary>Role that is given what a service needs and no more: it adds events and never changes or removes one. Null for none.</summary>
    public string? AppRole { get; init; }

    /// <summary>Into how many partitions the large tables are split by merchant, 2 to 64, while they are empty (ADR 15). Null leaves them as they are.</summary>
    public int? Partitions { get; init; }
}
