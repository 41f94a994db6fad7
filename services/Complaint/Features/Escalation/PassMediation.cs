using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A mediation waited for too long: its default verdict follows. A person hears of a mediator who is silent, and of a verdict that was not carried out (R-CLK-4).</summary>
public sealed class PassMediation(Cases cases, CaseDesk desk, TaskDesk tasks) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var command = new EscalationCommand.PassMediation();
        var state = (await cases.Find(call.Merchant, item.Aggregate, call.Cancel))!.State;
        // The task first: once the mediation moved on nothing would lead here again.
        foreach (var happened in desk.Decide(call, state, command).Events)
            if (Chase(happened) is { } text)
                await tasks.Open(call, TaskKind.Chase, state.Id, $"mediation/{state.Id}/{happened.GetType().Name}", text);
        await desk.Change(state.Id, call, command);
    }

    private static string? Chase(CaseEvent happened) => happened switch
    {
        MediatorWasSilent => "the mediator is silent: ask there",
        MediationEnded { Mediation.Stage: MediationStage.NotCarriedOut } => "nothing tells that the mediator's verdict was carried out",
        _ => null,
    };
}
