using Aftersales.Complaints.Domain;
using Contract = Aftersales.Contracts;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Reports as the contract tells them.</summary>
internal static class ReportToContract
{
    public static Wire.OpenReport ToContract(this OpenCases open, ImmutableArray<int> ages) => new()
    {
        Count = open.Count,
        AgeDays = { ages },
        ByType =
        {
            open.ByType.Select(row => new Wire.OpenTypeRow { Type = (Wire.CaseType)row.Key, Tier = (Contract.Tier)row.Tier, Count = row.Count, Ages = { row.Ages } }),
        },
        ByOwner =
        {
            open.ByOwner.Select(row => new Wire.OpenOwnerRow { OwnerId = row.Key, Tier = (Contract.Tier)row.Tier, Count = row.Count, Ages = { row.Ages } }),
        },
    };
}
