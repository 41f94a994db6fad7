using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Wait = Aftersales.Demo.World;

namespace Aftersales.Demo;

/// <summary>The agent's desk: what the rules advise is asked, heard and done (handbook §4).</summary>
internal sealed partial class Play
{
    /// <summary>Looks at a question before somebody asks by phone.</summary>
    private const int AnswersAfter = 50;

    /// <summary>How the case is to end.</summary>
    public CaseOutcome Expected { get; private set; } = flow == "withdrawn" ? CaseOutcome.Withdrawn : CaseOutcome.Resolved;

    private AdviceService.AdviceServiceClient Speaker => world.As(i => new AdviceService.AdviceServiceClient(i), order.BuyerId, Role.Customer);

    /// <summary>From the complaint to what the agent has to say or to offer.</summary>
    public async Task Handle(Problem problem)
    {
        foreach (var (party, kind, verdict) in problem.Answers)
            await Script(party, kind, verdict);
        await Complain(problem.Type, problem.Photo, problem.IsGeneral);
        if (problem.Way == WayOut.Nothing)
        {
            Expected = CaseOutcome.Expired;
            return;
        }

        if (problem.Violation != Violation.Unspecified)
            await staff.Exposure.RecordViolationAsync(new() { RequestId = Id("violation"), CaseId = CaseId, Violation = problem.Violation });
        if (problem.Said is { } said)
            await Speaker.RecordStatementsAsync(new() { RequestId = Id("said"), CaseId = CaseId, Statements = said });
        var owner = await OwnerId(await Case());
        var advice = await Heard(problem);
        if ((await Case()).State != CaseState.Open)
            return;
        if (problem.Way == WayOut.Conclude)
            await staff.Advisor(owner).ConcludeCaseAsync(new() { RequestId = Id("conclude"), CaseId = CaseId, Told = Told(advice) });
        else
            await Offer(problem.Way == WayOut.Refund ? [.. Suggested(advice)] : [Coupon()]);
        await Accept();
        if (problem.IsAbnormal)
            await CheckAbnormalRefund();
    }

    /// <summary>
    /// Every question was answered: by the simulated outside world, or taken down by hand: where nobody has a system for it, or it was asked before the day's
    /// script was laid out.
    /// </summary>
    private async Task<Advice> Heard(Problem problem)
    {
        for (var patience = AnswersAfter; ; patience--)
        {
            var advice = await Advice();
            if (advice.Questions.FirstOrDefault(q => q.Verdict == QuestionVerdict.Unspecified) is not { } asked)
                return advice;
            if (asked.QuestionId.Length > 0 && (asked.Party == QuestionParty.Service || patience <= 0))
                await TakeDown(asked, problem);
            else if (patience < -AnswersAfter)
                throw new TimeoutException($"{flow} {CaseId}: never asked {asked}");
            await Task.Delay(40);
        }
    }

    private async Task TakeDown(AdvisedQuestion asked, Problem problem)
    {
        var script = problem.Answers.FirstOrDefault(answer => answer.Kind.Replace("_", "", StringComparison.Ordinal).Equals($"{asked.Kind}", StringComparison.OrdinalIgnoreCase));
        var verdict = script.Verdict is { } said ? Enum.Parse<QuestionVerdict>(said.Replace("_", "", StringComparison.Ordinal), ignoreCase: true) : problem.ByHand;
        await staff.Questions.AnswerQuestionAsync(new() { RequestId = Id("answer", $"{asked.Kind}"), QuestionId = asked.QuestionId, Verdict = verdict, Text = "已与当事人核实" });
    }

    private async Task<Advice> Advice() => (await staff.Advisor((await Case()).OwnerId).GetAdviceAsync(new() { CaseId = CaseId })).Advice;

    // What L1 may offer comes first; the rest of it is there for those who decline.
    private IEnumerable<Remedy> Suggested(Advice advice) =>
        advice.Suggestions.FirstOrDefault(s => s.WithinAuthority && s.Remedies.Any(remedy => remedy.RemedyCase == Remedy.RemedyOneofCase.Refund))?.Remedies
        ?? throw new InvalidOperationException($"{flow} {CaseId}: nothing suggested but {advice}");

    private static string Told(Advice advice) =>
        advice.Conclusion?.ReasonZh is { Length: > 0 } why ? why : advice.Tell.Count > 0 ? advice.Tell[0].ReasonZh : "您的问题已处理，我们会持续跟进。";

    private async Task Script(string party, string kind, string verdict)
    {
        using var answer = await world.Simulators.PutAsJsonAsync($"{party}/scripts/{kind}/{order.OrderId}", new { answers = new[] { new { verdict } } });
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{party} {kind}: {await answer.Content.ReadAsStringAsync()}");
    }
}
