using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Money = Aftersales.Kernel.Money;
using Tier = Aftersales.Compensations.Domain.Tier;

namespace Aftersales.Compensations;

/// <summary>From the contract to the domain.</summary>
internal static class FromContract
{
    public static OrderFacts ToFacts(this OrderSnapshot order) => new(
        order.BuyerId,
        order.PaidAmount is { } paid ? new(paid.MinorUnits, Currency.Of(paid.CurrencyCode)) : Money.Cny(0),
        order.PaidTime.ToInstant(),
        order.DispatchedTime.ToInstant());

    /// <summary>Whose decision it is. A service that acts for nobody is the suite itself.</summary>
    public static Decider ToDecider(this Caller caller)
    {
        var who = caller.Decider;
        return new(who.Person, who.IsService ? Tier.System : who.Tier switch
        {
            Contracts.Tier.L1 => Tier.L1,
            Contracts.Tier.L2 => Tier.L2,
            Contracts.Tier.Platform => Tier.Platform,
            _ => Tier.None,
        });
    }

    /// <exception cref="RefusedException">INVALID_REQUEST: not CNY, or not above zero.</exception>
    public static Money ToAmount(this Contracts.Money amount, string field)
    {
        if (amount.CurrencyCode != Currency.Cny.Code)
            throw new RefusedException(PlatformReasons.Invalid($"{field}.currency_code", "must be CNY"));
        return amount.MinorUnits > 0
            ? Money.Cny(amount.MinorUnits)
            : throw new RefusedException(PlatformReasons.Invalid($"{field}.minor_units", "must be greater than zero"));
    }

    private static Instant? ToInstant(this Timestamp? time) => time is null ? null : Instant.FromDateTimeOffset(time.ToDateTimeOffset());
}
