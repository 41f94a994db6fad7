using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>Something that is asked of a replacement.</summary>
public abstract record ReplacementCommand
{
    /// <param name="Id">Follows from the plan's step.</param>
    /// <param name="Return">Of an exchange: the return whose goods are replaced.</param>
    /// <param name="Follows">The replacement that is claimed in its turn.</param>
    public sealed record Request(
        string Id,
        string CauseId,
        string CaseId,
        ReplacementKind Kind,
        OrderFacts Order,
        ImmutableArray<WantedLine> Lines,
        ResponsibleParty Responsible,
        Grounds Grounds,
        ReturnState? Return,
        Replacement? Follows) : ReplacementCommand;

    public sealed record Approve(string By) : ReplacementCommand;

    /// <summary>The order platform has the original's abnormal return.</summary>
    public sealed record ConfirmOriginal : ReplacementCommand;

    /// <summary>The order platform withdrew it again, or never had it.</summary>
    public sealed record ConfirmWithdrawal : ReplacementCommand;

    public sealed record Place(string By) : ReplacementCommand;

    public sealed record Cancel(string By, string Reason) : ReplacementCommand;

    /// <summary>What the order platform says of the order.</summary>
    public sealed record Hear(OrderNews News) : ReplacementCommand;

    /// <param name="News">What the order platform says just then; null when it says nothing.</param>
    public sealed record PassDeadline(OrderNews? News) : ReplacementCommand;
}

/// <param name="Sku">Null for the same as was bought.</param>
public sealed record WantedLine(string LineId, int Quantity, string? Sku, string? Part);

/// <summary>What the agent found out and the customer said (R-REP-1).</summary>
public sealed record Grounds(bool WantsGoods, bool DeclinedRefund, bool CannotReorder, bool OriginalStopped);

/// <summary>What the order platform says of an order.</summary>
/// <param name="Refusal">Its code, where it refused; null otherwise.</param>
public sealed record OrderNews(OrderStanding Standing, string? TrackingNo = null, string? Refusal = null);

/// <summary>Where an order stands at the order platform.</summary>
public enum OrderStanding
{
    Placed,
    Dispatched,
    Signed,
    Lost,
    Cancelled,
    Refused,
}
