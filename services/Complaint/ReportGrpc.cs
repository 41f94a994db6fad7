using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's reports.</summary>
public sealed class ReportGrpc : CaseReportService.CaseReportServiceBase
{
    public override Task<GetOpenCasesResponse> GetOpenCases(GetOpenCasesRequest request, ServerCallContext context) =>
        context.Feature<ReadReports>().Handle(request, context.Call(request));

    public override Task<GetMonthlyReportResponse> GetMonthlyReport(GetMonthlyReportRequest request, ServerCallContext context) =>
        context.Feature<ReadReports>().Handle(request, context.Call(request));

    public override Task<GetDailySheetResponse> GetDailySheet(GetDailySheetRequest request, ServerCallContext context) =>
        context.Feature<ReadSheets>().Handle(request, context.Call(request));

    public override Task ExportDailySheet(ExportDailySheetRequest request, IServerStreamWriter<ExportDailySheetResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadSheets>().Export(request, responseStream, context.Call(request));
}
