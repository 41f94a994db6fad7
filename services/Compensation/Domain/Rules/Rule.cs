using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>One rule of a policy: for these causes, when these facts hold, these tiers may grant these kinds up to an amount.</summary>
public sealed record Rule
{
    /// <summary>Unique in the policy; kept with each grant.</summary>
    public required string Id { get; init; }

    /// <summary>The handbook's rule that it carries out, e.g. <c>R-COMP-2</c>.</summary>
    public required string Handbook { get; init; }

    /// <summary>Who may use it; what <see cref="Tier.System"/> may use, the suite proposes by itself (R-COMP-4).</summary>
    public required ImmutableArray<Tier> Tiers { get; init; }

    public required ImmutableArray<Cause> Causes { get; init; }

    /// <summary>Price differences and freight have no rules: they are restitution (R-COMP-5).</summary>
    public required ImmutableArray<Kind> Kinds { get; init; }

    /// <summary>What the facts have to show.</summary>
    public Conditions When { get; init; } = Conditions.None;

    /// <summary>Without a rate and a flat amount it is as decided.</summary>
    public Percent? Rate { get; init; }

    /// <summary>What the rate is taken of.</summary>
    public RateBase Of { get; init; }

    /// <summary>An amount allowed whatever was paid; beside a rate the greater of both counts.</summary>
    public Money? Flat { get; init; }

    /// <summary>Applied after the rate is rounded.</summary>
    public Money? Cap { get; init; }

    /// <summary>Owed by a rule (R-COMP-4): nobody's discretion, so it counts in no budget.</summary>
    public bool Mandated { get; init; }

    /// <summary>First day in force; null from ever.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Last day in force; null for good.</summary>
    public LocalDate? ValidUntil { get; init; }

    /// <summary>What the customer is told.</summary>
    public required Wording Reason { get; init; }

    /// <summary>Without any number: the platform decides (R-COMP-2).</summary>
    public bool IsAsDecided => Rate is null && Flat is null && Cap is null;
}

/// <summary>What the facts have to show before a rule applies; what is null does not matter.</summary>
public sealed record Conditions
{
    public static Conditions None { get; } = new();

    /// <summary>The order was paid, or was not.</summary>
    public bool? Paid { get; init; }

    /// <summary>It was not dispatched within the policy's hours after payment, or was, or still can be.</summary>
    public bool? DispatchOverdue { get; init; }

    /// <summary>It was closed without ever having been dispatched.</summary>
    public bool? NeverShipped { get; init; }

    /// <summary>The customer declined the proposed coupon and asks for cash.</summary>
    public bool? CouponDeclined { get; init; }

    /// <summary>One of these defects; <see cref="Part.None"/> is none named.</summary>
    public ImmutableArray<Part>? Parts { get; init; }

    /// <summary>One of these types of shop.</summary>
    public ImmutableArray<ShopType>? Shops { get; init; }
}

/// <summary>What a rate is taken of.</summary>
public enum RateBase
{
    /// <summary>The order's paid amount.</summary>
    Order,

    /// <summary>What was paid for the pieces concerned; a request that names none gets nothing by such a rule.</summary>
    Item,
}

/// <summary>What a customer reads.</summary>
public sealed record Wording(string Zh, string En);
