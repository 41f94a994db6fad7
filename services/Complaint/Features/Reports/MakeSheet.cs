using System.Security.Cryptography;
using System.Text;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>Makes the day's complaint sheet and plans the next (R-QLT-2). That comes first, or a crash in between would end the chain.</summary>
public sealed class MakeSheet(SheetBook book, SheetCounting counting, SheetDays sheets, BusinessCalendar calendar) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        await book.PlanNext(item.Due, call);
        if (await sheets.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Sheet: null } planned })
            return;
        var sheet = await counting.Count(planned.From, planned.Due, call);
        var csv = SheetCsv.Write(item.Aggregate, sheet, calendar);
        await book.Make(item.Aggregate, sheet, csv, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(csv))), call);
    }
}
