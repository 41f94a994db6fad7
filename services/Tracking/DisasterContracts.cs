using Aftersales.Platform.Grpc;
using Aftersales.Tracking.Domain;
using Contract = Aftersales.Contracts.Tracking;

namespace Aftersales.Tracking;

internal static class DisasterContracts
{
    public static Contract.Disaster ToContract(this Disaster disaster, string id, long version) => new()
    {
        DisasterId = id,
        Version = version,
        Kind = (Contract.DisasterKind)disaster.Kind,
        Regions = { disaster.Regions },
        FromTime = disaster.From.ToContract(),
        UntilTime = disaster.Until.ToContract(),
        Reason = disaster.Reason,
        DeclaredBy = disaster.DeclaredBy,
        DeclaredTime = disaster.Declared.ToContract(),
        ChangedBy = disaster.ChangedBy ?? "",
    };
}
