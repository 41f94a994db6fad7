using Aftersales.Contracts.Returns;

namespace Aftersales.Refunds.Tests;

/// <summary>Returns as Returns tells of them when they end.</summary>
internal static class Inspections
{
    /// <summary>A return whose refund was advanced; so many of its pieces were accepted, of line 1.</summary>
    public static ReturnSnapshot Of(string returnId, string order, int accepted, long version = 7)
    {
        var line = new ReturnLine { LineId = "1", Accepted = accepted };
        if (accepted > 0)
            line.Units.Add(new ReturnUnits { Quantity = accepted, Reception = Reception.Received, Acceptance = Acceptance.Accepted, Release = 1 });
        return new()
        {
            ReturnId = returnId,
            OrderId = order,
            Version = version,
            Lines = { line },
            Releases = { new RefundRelease { Number = 1, Basis = RefundBasis.Advance } },
        };
    }
}
