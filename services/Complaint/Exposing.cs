using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>
/// Where a violation is put down on a case (handbook §9). Whether it is the first of the year is what was counted a moment before: of two at the same
/// instant both cases may show the first's points, and the month's sum, which is taken from the counts, is right all the same.
/// </summary>
public sealed class Exposing(CaseDesk desk, Teams teams, IStore store, BusinessCalendar calendar)
{
    /// <summary>How many of the violation that a type is taken for the calendar year had so far; 0 for types that are none.</summary>
    public async Task<long> Earlier(CaseType type, Call call) =>
        desk.Policy(call).Exposure.ByType.TryGetValue(type, out var violation) ? await Earlier(violation, call) : 0;

    /// <param name="source">What told of it: a case takes each source once.</param>
    public async Task<CaseCommand.Expose> Risk(Violation violation, string source, Call call) =>
        new(violation, source, call.Caller.Decider.Person, await Earlier(violation, call), await teams.Find(call));

    /// <summary>Puts a violation down on a case, for consumed events.</summary>
    /// <exception cref="RefusedException">CASE_NOT_FOUND.</exception>
    public async Task<Versioned<Case>> Record(string caseId, Violation violation, string source, Call call) =>
        await desk.Change(caseId, call, await Risk(violation, source, call));

    private async Task<long> Earlier(Violation violation, Call call) =>
        (await store.Tally(call.Merchant, ExposureSums.OfYear(calendar.Today(call.Now).Year, violation), "", "", call.Cancel)).Sum;
}
