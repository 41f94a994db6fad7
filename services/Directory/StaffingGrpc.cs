using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about skills and shifts, and the features that handle them.</summary>
public sealed class StaffingGrpc : StaffingService.StaffingServiceBase
{
    public override Task<ChangeSkillsResponse> ChangeSkills(ChangeSkillsRequest request, ServerCallContext context) =>
        context.Feature<ChangePerson>().Handle(request, context.Call(request));

    public override Task<PlanShiftResponse> PlanShift(PlanShiftRequest request, ServerCallContext context) =>
        context.Feature<PlanShifts>().Handle(request, context.Call(request));

    public override Task<CancelShiftResponse> CancelShift(CancelShiftRequest request, ServerCallContext context) =>
        context.Feature<PlanShifts>().Handle(request, context.Call(request));

    public override Task<ListShiftsResponse> ListShifts(ListShiftsRequest request, ServerCallContext context) =>
        context.Feature<ReadShifts>().Handle(request, context.Call(request));
}
