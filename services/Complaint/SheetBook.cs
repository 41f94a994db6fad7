using System.Collections.Concurrent;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using NodaTime.Text;

namespace Aftersales.Complaints;

/// <summary>The complaint sheets of each merchant, one a day from its first case on (R-QLT-2).</summary>
public sealed class SheetBook(SheetDays sheets, Policies<MerchantComplaintPolicy> policies, BusinessCalendar calendar)
{
    // Each sheet plans the next, so a merchant whose first was planned need not be looked at again.
    private readonly ConcurrentDictionary<string, bool> begun = new(StringComparer.Ordinal);

    /// <summary>Called before a merchant's cases are changed, so that there is a sheet from the first case on.</summary>
    public async Task Begin(Call call)
    {
        if (begun.ContainsKey(call.Merchant))
            return;
        var at = policies.For(call.Merchant).Reports.SheetAt;
        var due = calendar.NextCutOff(call.Now, at);
        await Plan(calendar.At(calendar.Today(due).PlusDays(-1), at), due, call);
        begun[call.Merchant] = true;
    }

    /// <summary>Plans the sheet after one that is due. One that is late is followed by the next of now, which covers all the time since.</summary>
    public async Task PlanNext(Instant due, Call call)
    {
        var next = calendar.NextCutOff(call.Now, policies.For(call.Merchant).Reports.SheetAt);
        // A sheet that is tried again, later still, was followed by one already.
        for (var day = calendar.Today(due).PlusDays(1); day <= calendar.Today(next); day = day.PlusDays(1))
        {
            if (await Find(day, call) is { State: var following } && following.From <= due)
                return;
        }

        await Plan(due, next, call);
    }

    public Task<Versioned<SheetDay>?> Find(LocalDate day, Call call) => sheets.Find(call.Merchant, IdOf(day), call.Cancel);

    public Task Make(string day, DailySheet sheet, string csv, string sha256, Call call) =>
        sheets.Change(day, call, state => SheetDecider.Make(state, sheet, csv, sha256));

    private Task Plan(Instant from, Instant due, Call call) => sheets.Change(
        IdOf(calendar.Today(due)), call with { ExpectedVersion = 0, EventId = null }, state => SheetDecider.Plan(state, from, due));

    private static string IdOf(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
