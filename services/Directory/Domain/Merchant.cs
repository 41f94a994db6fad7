using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>The tenant that everything belongs to.</summary>
public sealed record Merchant(string Name, ImmutableArray<Shop> Shops, Instant RegisteredAt)
{
    /// <summary>Who is still to join as the first supervisor; null when nobody is.</summary>
    public FirstSupervisor? Awaits { get; init; }
}

/// <param name="Type">What it sells, where rules differ by that.</param>
public sealed record Shop(string Id, string Name, ShopType Type = ShopType.Supermarket, bool IsClosed = false);

/// <summary>What a shop sells. The numbers are the contract's.</summary>
public enum ShopType
{
    Supermarket = 1,
    Apparel = 2,
}

/// <param name="SealedName">Sealed: it is personal data (R-PPL-2).</param>
public sealed record FirstSupervisor(string Id, SealedText SealedName);

public abstract record MerchantEvent;

/// <param name="First">Null for nobody.</param>
public sealed record Registered(string Name, ImmutableArray<Shop> Shops, Instant At, FirstSupervisor? First = null) : MerchantEvent;

public sealed record FirstSupervisorJoined : MerchantEvent;

public sealed record Renamed(string Name) : MerchantEvent;

/// <summary>A shop was added, or changed, or opened again.</summary>
public sealed record ShopPut(Shop Shop) : MerchantEvent;

public sealed record ShopClosed(string Id) : MerchantEvent;
