using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about plans as people change them.</summary>
public sealed class PlanGrpc : PlanService.PlanServiceBase
{
    public override Task<SkipPlanStepResponse> SkipPlanStep(SkipPlanStepRequest request, ServerCallContext context) =>
        context.Feature<EditPlan>().Handle(request, context.Call(request));

    public override Task<ReplacePlanStepResponse> ReplacePlanStep(ReplacePlanStepRequest request, ServerCallContext context) =>
        context.Feature<EditPlan>().Handle(request, context.Call(request));

    public override Task<AddPlanStepResponse> AddPlanStep(AddPlanStepRequest request, ServerCallContext context) =>
        context.Feature<EditPlan>().Handle(request, context.Call(request));

    public override Task<CancelPlanResponse> CancelPlan(CancelPlanRequest request, ServerCallContext context) =>
        context.Feature<CancelPlan>().Handle(request, context.Call(request));

    public override Task<ListStuckPlansResponse> ListStuckPlans(ListStuckPlansRequest request, ServerCallContext context) =>
        context.Feature<ListStuckPlans>().Handle(request, context.Call(request));

    public override Task<GetCaseAuditResponse> GetCaseAudit(GetCaseAuditRequest request, ServerCallContext context) =>
        context.Feature<GetCaseAudit>().Handle(request, context.Call(request));
}
