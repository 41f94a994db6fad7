using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Parties;

internal sealed record QuestionKey(string QuestionNo)
{
    public static QuestionKey Read(Input input) => new(input.Text("question_no"));
}

internal sealed record Reminder(string QuestionNo, int Number)
{
    public static Reminder Read(Input input) => new(input.Text("question_no"), input.Whole("number", 1, 1000));
}

internal sealed record SaidAnswer(string QuestionNo, string AnswerNo, ScriptedAnswer Answer)
{
    public static SaidAnswer Read(Input input) => new(input.Text("question_no"), input.Text("answer_no"), ScriptedAnswer.Read(input));
}

/// <summary>One party: it answers as it was told to, else from what it knows of its own work, else not at all.</summary>
internal sealed class AnsweringDesk(string party, Func<QuestionRequest, Turn, ScriptedAnswer?> knows)
{
    /// <summary>One question number is asked once; other content under it is refused.</summary>
    public Answer Ask(QuestionRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (PartyQuestion.Find(turn.Books, party, request.QuestionNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Shown(turn.Now))
                : Voice.Conflict("QUESTION_NO_REUSED", "this question number was used for another question");
        var script = Script.Find(turn.Books, party, request);
        if (script?.Refuse is { } code)
            return Voice.Unprocessable(code, "the question is not taken");
        script ??= new(request.Kind, Script.AnyOrder, knows(request, turn) is { } known ? [known] : [], null);
        return Answer.Ok(new PartyQuestion(request, fingerprint, turn.Now, script.Given(request.QuestionNo, turn.Now), []).Keep(turn.Books, party).Shown(turn.Now));
    }

    public Answer Get(QuestionKey key, Turn turn) =>
        PartyQuestion.Find(turn.Books, party, key.QuestionNo) is { } question ? Answer.Ok(question.Shown(turn.Now)) : NotFound();

    /// <summary>The same reminder again changes nothing.</summary>
    public Answer Remind(Reminder reminder, Turn turn)
    {
        if (PartyQuestion.Find(turn.Books, party, reminder.QuestionNo) is not { } question)
            return NotFound();
        return Answer.Ok((question with { Reminders = [.. question.Reminders.Append(reminder.Number).Distinct()] }).Keep(turn.Books, party).Shown(turn.Now));
    }

    /// <summary>An answer, said by whoever plays the party; known by its number.</summary>
    public Answer Say(SaidAnswer said, Turn turn)
    {
        if (PartyQuestion.Find(turn.Books, party, said.QuestionNo) is not { } question)
            return NotFound();
        var answer = said.Answer;
        var given = new GivenAnswer(
            said.AnswerNo, answer.Verdict, answer.Text, answer.Proofs, answer.SubstituteSku, answer.ReadyAt, turn.Now.AddSeconds(answer.AfterSeconds));
        if (question.Answers.FirstOrDefault(known => known.AnswerNo == said.AnswerNo) is { } earlier)
            return Json.Fingerprint(earlier with { At = given.At }) == Json.Fingerprint(given) ? Answer.Ok(question.Shown(turn.Now))
                : Voice.Conflict("ANSWER_NO_REUSED", "this answer number was used for another answer");
        return Answer.Ok((question with { Answers = [.. question.Answers, given] }).Keep(turn.Books, party).Shown(turn.Now));
    }

    public Answer Learn(Script script, Turn turn) => Answer.Ok(script.Keep(turn.Books, party));

    private static Answer NotFound() => Voice.NotFound("QUESTION_NOT_FOUND", "no question was asked under this number");
}
