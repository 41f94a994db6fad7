using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;

namespace Aftersales.Demo;

/// <summary>What the day came to at the desk: clocks, the ladder, the sheet (R-CLK-3, R-ESC-1, R-QLT-2).</summary>
internal sealed partial class Result
{
    private async Task CheckDesk(List<Case> cases)
    {
        var breaches = await Breaches();
        var leftAlone = plays.Where(play => play.Flow == "left alone").ToList();
        Check("what nobody looked at in time went up a tier, and is on the list with who held it (R-CLK-3)",
            leftAlone.Count > 0 && leftAlone.TrueForAll(play => breaches.Any(b => b.CaseId == play.CaseId && b.WaitsFor == "decision") && Of(play).Tier > Tier.L1),
            $"{breaches.Count(b => b.WaitsFor == "decision")} decisions, {breaches.Count(b => b.WaitsFor != "decision")} answers late");
        Check("the platform decided what was put before it, a higher demand once more, and a mediator the rest (R-ESC-1, R-ESC-4)",
            plays.Where(play => play.Flow is "to the platform" or "twice to the platform" or "mediated").All(play => Of(play).Escalation is { } ladder
                && ladder.Submissions.Count == (play.Flow == "twice to the platform" ? 2 : 1)
                && ladder.Submissions.All(s => s.State is SubmissionState.Accepted or SubmissionState.Rejected)
                && (play.Flow != "mediated" || ladder.Mediation?.State == MediationState.CarriedOut)),
            $"{cases.Sum(c => c.Escalation?.Submissions.Count ?? 0)} submissions");
        var sheet = (await staff.Reports.GetDailySheetAsync(new() { Day = $"{FirstDay:yyyy-MM-dd}" })).Sheet;
        Check("the day's sheet was made at 18:00 and counts every case of the day (R-QLT-2)",
            sheet is { Final: true } && sheet.Opened == cases.Count(c => c.OpenedTime >= sheet.FromTime && c.OpenedTime < sheet.UntilTime),
            $"{sheet.Opened} cases, {sheet.BreachCount} breaches, {sheet.ExposurePoints} points at risk");
        Check("every type of case came up (§3)", sheet.OpenedByType.Count(row => row.Count > 0) == Enum.GetValues<CaseType>().Count(type => type != CaseType.Unspecified),
            $"{sheet.OpenedByType.Count(row => row.Count > 0)} types");
        PrintSheet(sheet);

        Case Of(Play play) => cases.Single(c => c.CaseId == play.CaseId);
    }

    private static void PrintSheet(DailySheet sheet)
    {
        Console.WriteLine($"\n  complaint sheet of {sheet.Day}, {(sheet.Final ? "final" : "so far")}");
        Console.WriteLine($"  opened {sheet.Opened}: {string.Join(", ", sheet.OpenedByType.Select(row => $"{row.Count} {row.Type}"))}");
        Console.WriteLine($"  closed {sheet.Closed.Sum(row => row.Count)}, breaches {sheet.BreachCount}, claims on others {sheet.ClaimCount}, points at risk {sheet.ExposurePoints}");
    }

    private async Task<List<Breach>> Breaches()
    {
        var all = new List<Breach>();
        var page = new ListBreachesResponse();
        do
            all.AddRange((page = await staff.Clocks.ListBreachesAsync(new() { Month = $"{FirstDay:yyyy-MM}", PageSize = 500, PageToken = page.NextPageToken })).Breaches);
        while (page.NextPageToken.Length > 0);
        return all;
    }
}
