using Aftersales.Complaints.Domain;
using Aftersales.Platform.Grpc;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Exposure as the contract tells it.</summary>
internal static class ExposureToContract
{
    /// <summary>What counts of a case, the oldest first.</summary>
    public static IEnumerable<Wire.Exposure> ToExposures(this Case state) => state.Standing().Select(ToContract);

    private static Wire.Exposure ToContract(Exposed risk) => new()
    {
        Violation = (Wire.Violation)risk.Violation,
        Points = risk.Points,
        Again = risk.Again,
        ListingRemoved = risk.RemovesListing,
        Suspected = risk.Source == Exposed.Intake,
        RecordedTime = risk.At.ToContract(),
        RecordedBy = risk.By,
    };
}
