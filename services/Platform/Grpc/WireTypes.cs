using Aftersales.Kernel;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace Aftersales.Platform.Grpc;

/// <summary>From the domain's amounts and times to the contracts'.</summary>
public static class WireTypes
{
    public static Contracts.Money ToContract(this Money amount) => new() { MinorUnits = amount.Minor, CurrencyCode = amount.Currency.Code };

    public static Timestamp ToContract(this Instant at) => at.ToDateTimeUtc().ToTimestamp();
}
