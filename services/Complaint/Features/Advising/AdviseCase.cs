using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features.Advising;

/// <summary>
/// A case came in, or more is known of it: the suite asks others what its type calls for, each once, takes back what nobody needs to know any more, puts
/// down who is to blame, and opens the tasks that follow. Questions are opened before the case knows of them; their ids follow from the case, so that a
/// crash between repeats nothing.
/// </summary>
public sealed class AdviseCase(Cases cases, CaseDesk desk, QuestionDesk questions, TaskDesk tasks, OrderBook orders) : IWork
{
    /// <summary>What is learnt while a case is being looked at has it looked at once more.</summary>
    private const int Attempts = 5;

    public async Task Run(WorkItem item, Call call)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await cases.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: var state } || !state.NeedsAdvice())
                return;
            var order = state.Order is { } no ? await orders.Find(call, no) : null;
            var advice = Decide.On(new(state, order, desk.Policy(call).Decisions, call.Now));
            var asked = await Ask(state, order, advice, call);
            var withdrawn = await Withdraw(state, advice, call);
            foreach (var kind in advice.Tasks)
                await tasks.Open(call, kind, state.Id, state.Id);
            await desk.Change(item.Aggregate, call, new CaseCommand.Advise(state.Basis(), advice.Party, advice.DisputedWith, asked, withdrawn));
        }
    }

    private async Task<ImmutableArray<CaseQuestion>> Ask(Case state, OrderFacts? order, Advice advice, Call call)
    {
        var asked = ImmutableArray.CreateBuilder<CaseQuestion>();
        foreach (var asking in advice.Questions)
        {
            var known = state.Questions.Where(known => (known.Party, known.Kind) == (asking.Party, asking.Kind)).ToList();
            if (known.Exists(question => !question.Withdrawn))
                continue;
            // What was taken back is asked anew when somebody needs to know it after all.
            var id = Ids.Derived("qst", $"{state.Id}/{asking.Party}/{asking.Kind}{(known.Count == 0 ? "" : $"/{known.Count}")}");
            var topic = new QuestionTopic(asking.Party, asking.Kind, state.Type, state.Order, QuestionDesk.Goods(state.Lines, order)) { Slot = asking.Slot };
            var opened = await questions.Change(id, call, questions.Asking(id, state, topic, Person.Suite.Id, call));
            asked.Add(opened.State.ToCase());
        }

        return asked.ToImmutable();
    }

    // While a plan is carried out an answer may still say who bears the loss.
    private async Task<ImmutableArray<string>> Withdraw(Case state, Advice advice, Call call)
    {
        if (state.Stage is CaseStage.Resolving or CaseStage.Resolved)
            return [];
        var needless = state.Questions.Where(q => q.IsOpen && (state.Stage == CaseStage.Closed || (q.Automatic && !IsAsked(advice, q)))).Select(q => q.Id).ToImmutableArray();
        var withdrawn = ImmutableArray.CreateBuilder<string>();
        foreach (var id in needless)
            if (await Withdraw(id, call))
                withdrawn.Add(id);
        return withdrawn.ToImmutable();
    }

    // Answered at the same moment: its verdict is told to the case.
    private async Task<bool> Withdraw(string id, Call call)
    {
        try
        {
            await questions.Change(id, call, new QuestionCommand.Withdraw(Person.Suite.Id));
            return true;
        }
        catch (RefusedException answered) when (answered.Refusal.Reason == CaseReasons.QuestionClosed)
        {
            return false;
        }
        catch (RefusedException never) when (never.Refusal.Reason == CaseReasons.QuestionNotFound)
        {
            // Its asking was not finished.
            return true;
        }
    }

    private static bool IsAsked(Advice advice, CaseQuestion question) =>
        advice.Questions.Any(asking => (asking.Party, asking.Kind) == (question.Party, question.Kind));
}
