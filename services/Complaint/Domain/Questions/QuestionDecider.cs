using static Aftersales.Complaints.Domain.QuestionCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What may happen to a question, and what follows. The switch is the transition table.</summary>
public sealed class QuestionDecider(QuestionPolicy policy, Instant now)
{
    /// <summary>Late answers that are kept; further ones are not worth keeping.</summary>
    public const int MostLate = 20;

    private static readonly Decision<QuestionEvent> Nothing = Decision<QuestionEvent>.Nothing;

    public Decision<QuestionEvent> Decide(Question? state, QuestionCommand command) => (state, command) switch
    {
        (null, Ask c) => new QuestionAsked(c.Id, c.Case, c.Topic, c.Terms, c.By, !c.HasSystem, now) { Customer = c.Customer },
        (null, _) => NotFound,
        // The suite's own questions have ids that follow from the case: each is asked once.
        (_, Ask) => Nothing,
        ({ } s, Hear c) => Heard(s, c),
        ({ ByHand: false } s, HandOver c) when s.Stage.IsAwaiting => new QuestionHandedOver(c.Why),
        (_, HandOver) => Nothing,
        ({ } s, Remind c) => s.Stage.IsAwaiting && c.Number == s.Reminders + 1 ? new QuestionReminded(c.Number) : Nothing,
        ({ } s, Reply c) => Replied(s, c.Answer),
        ({ } s, Keep c) => Kept(s, c.Answer),
        ({ } s, Lapse) => s.Stage.IsAwaiting && now >= s.Terms.Due ? new QuestionLapsed(Silence(s), Listening(s)) : Nothing,
        ({ Stage: QuestionStage.Withdrawn }, Withdraw) => Nothing,
        ({ } s, Withdraw c) => s.Stage.IsAwaiting ? new QuestionWithdrawn(c.By, now) : Closed(s),
        ({ } s, FinishTelling c) => s.IsUntold ? new QuestionTold(c.Late) : Nothing,
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    /// <summary>No such question, or another party's.</summary>
    public static Refusal NotFound => new(CaseReasons.QuestionNotFound, "no such question");

    /// <summary>Null where the verdict answers the question.</summary>
    public static Refusal? Unfit(QuestionKind kind, QuestionVerdict verdict) => kind.Verdicts.Contains(verdict)
        ? null
        : new Refusal(CaseReasons.VerdictNotAllowed, "verdict: does not answer this question")
            .With("allowed", string.Join(',', kind.Verdicts.Select(fit => Words.Upper(fit))))
            .Field("verdict", "must be one of those that the question's kind allows");

    // The first answer in time counts; what a system says beyond that is taken down.
    private Decision<QuestionEvent> Heard(Question state, Hear heard)
    {
        var events = new List<QuestionEvent>();
        var awaiting = state.Stage.IsAwaiting;
        foreach (var answer in heard.Answers.Where(answer => !state.Knows(answer.Id)))
        {
            var fits = Unfit(state.Topic.Kind, answer.Verdict) is null;
            if (awaiting && !fits)
                return state.ByHand ? Nothing : new QuestionHandedOver($"answered {answer.Verdict}");
            if (awaiting)
                events.Add(new QuestionAnswered(answer, Listening(state)));
            else if (state.Late.Length + events.Count < MostLate)
                events.Add(new AnswerKept(answer));
            awaiting = false;
        }

        if (events is not [QuestionAnswered, ..])
            events.Add(new QuestionLooked(state.Stage.IsAwaiting ? policy.LookEvery.After(state.Asked, now) : Listening(state)));
        return Decision<QuestionEvent>.Of(events);
    }

    private Decision<QuestionEvent> Replied(Question state, QuestionAnswer answer)
    {
        if (Unfit(state.Topic.Kind, answer.Verdict) is { } unfit)
            return unfit;
        if (state.Answer is { } counts && (counts.By, counts.Digest) == (answer.By, answer.Digest))
            return Nothing;
        return state.Stage.IsAwaiting ? new QuestionAnswered(answer, Listening(state)) : Closed(state);
    }

    private static Decision<QuestionEvent> Kept(Question state, QuestionAnswer answer) =>
        state.Stage.IsAwaiting || state.Knows(answer.Id) || state.Late.Length >= MostLate ? Nothing : new AnswerKept(answer);

    private QuestionAnswer Silence(Question state) => new(QuestionAnswer.Silence, state.Terms.Silence, SealedText.Empty, QuestionAnswer.Silence, now, "");

    /// <summary>When a system is looked at once more, for late answers; null where there is none, or it was.</summary>
    private Instant? Listening(Question state)
    {
        var then = (state.Closed ?? now) + policy.ListenFor;
        return state.ByHand || then <= now ? null : then;
    }

    private static Refusal Closed(Question state) =>
        new Refusal(CaseReasons.QuestionClosed, "the question is closed")
            .With("current", Words.Upper(state.Stage))
            .With("verdict", Words.Upper(state.Answer?.Verdict ?? QuestionVerdict.Unspecified));
}
