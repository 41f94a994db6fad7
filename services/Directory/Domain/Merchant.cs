using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>The tenant that everything belongs to.</summary>
public sealed record Merchant(string Name, ImmutableArray<Shop> Shops, Instant RegisteredAt);

public sealed record Shop(string Id, string Name);

public abstract record MerchantEvent;

public sealed record Registered(string Name, ImmutableArray<Shop> Shops, Instant At) : MerchantEvent;
