using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about tasks.</summary>
public sealed class TaskGrpc : TaskService.TaskServiceBase
{
    public override Task<OpenTaskResponse> OpenTask(OpenTaskRequest request, ServerCallContext context) =>
        context.Feature<OpenTask>().Handle(request, context.Call(request));

    public override Task<TakeTaskResponse> TakeTask(TakeTaskRequest request, ServerCallContext context) =>
        context.Feature<TakeTask>().Handle(request, context.Call(request));

    public override Task<CompleteTaskResponse> CompleteTask(CompleteTaskRequest request, ServerCallContext context) =>
        context.Feature<EndTask>().Handle(request, context.Call(request));

    public override Task<CancelTaskResponse> CancelTask(CancelTaskRequest request, ServerCallContext context) =>
        context.Feature<EndTask>().Handle(request, context.Call(request));

    public override Task<GetTaskResponse> GetTask(GetTaskRequest request, ServerCallContext context) =>
        context.Feature<ReadTasks>().Handle(request, context.Call(request));

    public override Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context) =>
        context.Feature<ReadTasks>().Handle(request, context.Call(request));
}
