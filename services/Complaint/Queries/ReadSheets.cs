using System.Text;
using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Calls;
using Grpc.Core;
using NodaTime.Text;
using DailySheet = Aftersales.Complaints.Domain.DailySheet;

namespace Aftersales.Complaints.Queries;

/// <summary>The complaint sheet of a day (R-QLT-2), as a message and as a file. Before it is made it can be looked at as it would be now.</summary>
public sealed class ReadSheets(SheetBook book, SheetCounting counting, BusinessCalendar calendar)
{
    public async Task<GetDailySheetResponse> Handle(GetDailySheetRequest request, Call call)
    {
        var day = await Find(request.Day, call);
        var sheet = day.Sheet ?? await Preview(day, call);
        return new() { Sheet = sheet.ToContract(request.Day, day) };
    }

    public async Task Export(ExportDailySheetRequest request, IServerStreamWriter<ExportDailySheetResponse> parts, Call call)
    {
        var day = await Find(request.Day, call);
        var csv = day.Sheet is null ? SheetCsv.Write(request.Day, await Preview(day, call), calendar) : day.Csv;
        foreach (var piece in Pieces.Of(Encoding.UTF8.GetBytes(csv)))
            await parts.WriteAsync(new() { Chunk = piece }, call.Cancel);
    }

    private Task<DailySheet> Preview(SheetDay day, Call call) => counting.Count(day.From, Instant.Min(call.Now + Duration.Epsilon, day.Due), call);

    private async Task<SheetDay> Find(string text, Call call) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day }
            ? (await book.Find(day, call))?.State ?? throw new RefusedException(new(CaseReasons.SheetNotFound, "no sheet of that day"))
            : throw new RefusedException(CaseReasons.Invalid("day", "a day as yyyy-mm-dd"));
}
