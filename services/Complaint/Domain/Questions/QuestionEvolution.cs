namespace Aftersales.Complaints.Domain;

/// <summary>What a question is after an event.</summary>
public static class QuestionEvolution
{
    public static Question Evolve(Question? state, QuestionEvent happened) => (state, happened) switch
    {
        (null, QuestionAsked e) => new(e.Id, e.Case, e.Topic, e.Terms, e.By, e.At)
        {
            Stage = e.ByHand ? QuestionStage.Open : QuestionStage.Sending,
            ByHand = e.ByHand,
            Customer = e.Customer,
        },
        (null, _) => throw new InvalidOperationException("a question begins with being asked"),
        ({ Stage: QuestionStage.Sending } s, QuestionLooked e) => s with { Stage = QuestionStage.Open, NextLook = e.Next },
        ({ } s, QuestionLooked e) => s with { NextLook = e.Next },
        ({ } s, QuestionHandedOver) => s with { Stage = QuestionStage.Open, ByHand = true, NextLook = null },
        ({ } s, QuestionReminded e) => s with { Reminders = e.Number },
        ({ } s, QuestionAnswered e) => Closed(s, QuestionStage.Answered, e.Answer.At, e.Next) with { Answer = e.Answer },
        ({ } s, QuestionLapsed e) => Closed(s, QuestionStage.Silent, e.Answer.At, e.Next) with { Answer = e.Answer },
        ({ } s, AnswerKept e) => s with { Late = s.Late.Add(e.Answer) },
        ({ } s, QuestionWithdrawn e) => Closed(s, QuestionStage.Withdrawn, e.At, null) with { Told = true },
        ({ } s, QuestionTold e) => s with { Told = true, LateTold = e.Late },
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    /// <summary>Throws where a question contradicts itself: a defect, never a caller's mistake.</summary>
    public static void Check(Question state)
    {
        Hold(state.Closed is null == state.Stage.IsAwaiting, "a closed question has an end");
        Hold(state.Answer is not null == (state.Stage is QuestionStage.Answered or QuestionStage.Silent), "what was answered has an answer");
        Hold(state.Answer is null || state.Topic.Kind.Verdicts.Contains(state.Answer.Verdict), "the verdict answers what was asked");
        Hold(state.Stage != QuestionStage.Sending || !state.ByHand, "what people answer here is sent to nobody");
        Hold(!state.ByHand || state.NextLook is null, "what people answer here is looked for nowhere");
    }

    private static Question Closed(Question state, QuestionStage stage, Instant at, Instant? next) =>
        state with { Stage = stage, Closed = at, NextLook = next };

    private static void Hold(bool invariant, string what)
    {
        if (!invariant)
            throw new InvalidOperationException($"broken: {what}");
    }
}
