using Aftersales.Complaints.Domain;
using Aftersales.Platform.Grpc;
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

    /// <param name="day">As it was planned; what was made of it says whether the sheet is final.</param>
    public static Wire.DailySheet ToContract(this DailySheet sheet, string name, SheetDay day) => new()
    {
        Day = name,
        Final = day.Sheet is not null,
        Sha256 = day.Sha256,
        FromTime = sheet.From.ToContract(),
        UntilTime = sheet.Until.ToContract(),
        DueTime = day.Due.ToContract(),
        Opened = sheet.Opened.Count,
        OpenedByType = { sheet.Opened.ByType.Select(count => new Wire.TypeCount { Type = (Wire.CaseType)count.Key, Count = count.Value }) },
        OpenedByTier = { sheet.Opened.ByTier.Select(count => new Wire.SheetTierCount { Tier = (Contract.Tier)count.Key, Count = count.Value }) },
        OpenedByChannel = { sheet.Opened.ByChannel.Select(count => new Wire.ChannelCount { Channel = (Wire.Channel)count.Key, Count = count.Value }) },
        OpenedBySeverity = { sheet.Opened.BySeverity.Select(count => new Wire.SeverityCount { Severity = (Wire.Severity)count.Key, Count = count.Value }) },
        Closed = { sheet.Closed.Select(count => new Wire.OutcomeCount { Outcome = (Wire.CaseOutcome)count.Key, Count = count.Value }) },
        Open = sheet.Open.ToContract(sheet.AgeDays),
        BreachCount = sheet.Breaches.Count,
        Breaches =
        {
            sheet.Breaches.Rows.Select(breach => new Wire.SheetBreach
            {
                CaseId = breach.Case,
                OrderId = breach.Order,
                Type = (Wire.CaseType)breach.Type,
                WaitedFor = breach.WaitedFor,
                HeldBy = breach.HeldBy,
                Tier = (Contract.Tier)breach.Tier,
                BreachedTime = breach.At.ToContract(),
            }),
        },
        ClaimCount = sheet.Claims.Count,
        Claims =
        {
            sheet.Claims.Rows.Select(claim => new Wire.SheetClaim
            {
                CaseId = claim.Case,
                OrderId = claim.Order,
                Type = (Wire.CaseType)claim.Type,
                Against = (Contract.ResponsibleParty)claim.Against,
                State = (Wire.CaseState)claim.Stage,
            }),
        },
        ExposurePoints = sheet.Points,
        Risks =
        {
            sheet.Risks.Rows.Select(risk => new Wire.SheetRisk
            {
                CaseId = risk.Case,
                OrderId = risk.Order,
                Violation = (Wire.Violation)risk.Violation,
                Points = risk.Points,
                RecordedTime = risk.At.ToContract(),
            }),
        },
    };
}
