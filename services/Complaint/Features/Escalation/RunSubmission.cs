using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>
/// The platform gets a submission, or is asked about one. It is asked first in each case, so that one whose answer got lost is not submitted again. Silent
/// for too long, a person asks there (R-CLK-4).
/// </summary>
public sealed class RunSubmission(Cases cases, CaseDesk desk, IMarketplace marketplace, Decisions decisions, TaskDesk tasks, Vault vault) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await cases.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Escalation.Undecided: { } asked } state })
            return;
        var report = await Report(state, asked, call);
        // Before the silence is counted: afterwards nothing would lead here again.
        if (report is not { Decided: true } && call.Now >= asked.Due && asked.Overdue + 1 >= desk.Policy(call).Escalation.ChaseAfter)
            await tasks.Open(call, TaskKind.Chase, state.Id, $"platform/{asked.Id}", $"the platform has not decided about submission {asked.Id}: ask there, and type in what it says");
        await desk.Change(state.Id, call, await Command(state, asked, report, call));
    }

    // Null where the platform cannot be reached and is overdue: that is silence too.
    private async Task<SubmissionReport?> Report(Case state, Submission asked, Call call)
    {
        try
        {
            return await marketplace.Find(asked.Id, call.Cancel) ?? await marketplace.Submit(ToSend(state, asked), call.Cancel);
        }
        catch (RefusedException away) when (away.Refusal.Reason.Kind == RefusalKind.Unavailable && call.Now >= asked.Due)
        {
            return null;
        }
    }

    private async Task<CaseCommand> Command(Case state, Submission asked, SubmissionReport? report, Call call) => report switch
    {
        null => new EscalationCommand.AskPlatform(asked.Number),
        { Decided: false } when asked.Stage == SubmissionStage.Sending => new EscalationCommand.ConfirmSubmission(asked.Number),
        { Decided: false } => new EscalationCommand.AskPlatform(asked.Number),
        _ => await decisions.Of(
            state,
            asked.Number,
            new(report.Remedy, report.Amount, vault.SealOrEmpty(report.Reason), vault.Pseudonym(report.Reason), IMarketplace.Name, call.Now),
            call),
    };

    private SubmissionToSend ToSend(Case state, Submission submission) => new(
        submission.Id, state.Order!, state.Type, submission.Amount, vault.Words(submission.Demand), vault.Words(submission.Position), submission.Evidence);
}
