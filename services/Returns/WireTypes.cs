using Aftersales.Kernel;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace Aftersales.Returns;

/// <summary>From the domain's amounts and times to the contract's.</summary>
internal static class WireTypes
{
    public static Contracts.Money ToContract(this Money money) => new() { MinorUnits = money.Minor, CurrencyCode = money.Currency.Code };

    public static Timestamp ToTimestamp(this Instant instant) => Timestamp.FromDateTime(instant.ToDateTimeUtc());
}
