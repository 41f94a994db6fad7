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
}
