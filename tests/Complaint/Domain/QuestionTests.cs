using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaints.Domain.QuestionCommand;

namespace Aftersales.Complaint.Tests.Domain;

public class QuestionTests
{
    private static readonly QuestionPolicy Policy = Sample.Policy.Questions;

    private static readonly QuestionRule Rule = Policy.Find(QuestionParty.Courier, QuestionKind.ParcelLocation)!;

    private sealed record Story(Question? State, Instant At)
    {
        public static Story Asked(bool hasSystem = true) => new Story(null, Sample.Now).After(new Ask(
            "qst_1",
            Sample.CaseId,
            new(QuestionParty.Courier, QuestionKind.ParcelLocation, CaseType.NotDelivered, Sample.Order, []),
            Rule.From(Sample.Now, "complaint-1"),
            Person.Suite.Id,
            hasSystem));

        public Story After(QuestionCommand command)
        {
            var decision = When(command);
            decision.Refusal.ShouldBeNull();
            var after = decision.Events.Aggregate(State, (s, e) => QuestionEvolution.Evolve(s, e));
            QuestionEvolution.Check(after!);
            return this with { State = after };
        }

        public Story Later(Duration by) => this with { At = At + by };

        public Story Overdue() => this with { At = State!.Terms.Due };

        public Decision<QuestionEvent> When(QuestionCommand command) => new QuestionDecider(Policy, At).Decide(State, command);
    }

    private static QuestionAnswer Answer(string id, QuestionVerdict verdict = QuestionVerdict.Lost, string by = "courier", string digest = "d") =>
        new(id, verdict, SealedText.Empty, by, Sample.Now, digest);

    private static Hear Heard(params ImmutableArray<QuestionAnswer> answers) => new(answers);

    [Fact]
    public void It_is_committed_before_it_is_sent_and_open_once_the_party_has_it()
    {
        var asked = Story.Asked();
        asked.State!.Stage.ShouldBe(QuestionStage.Sending);
        var sent = asked.Later(Duration.FromSeconds(5)).After(Heard());
        sent.State!.Stage.ShouldBe(QuestionStage.Open);
        sent.State.NextLook.ShouldBe(sent.At + Policy.LookEvery.First);
    }

    [Fact]
    public void It_is_asked_once() => Story.Asked().When(new Ask("qst_1", "", Story.Asked().State!.Topic, Story.Asked().State!.Terms, "", true)).Events.ShouldBeEmpty();

    [Fact]
    public void A_system_is_looked_at_ever_more_rarely()
    {
        var story = Story.Asked().After(Heard());
        story.Later(Duration.FromHours(1)).After(Heard()).State!.NextLook.ShouldBe(Sample.Now + Duration.FromHours(2));
        story.Later(Duration.FromHours(20)).After(Heard()).State!.NextLook.ShouldBe(Sample.Now + Duration.FromHours(24));
    }

    [Fact]
    public void The_first_answer_counts_and_a_second_one_is_kept()
    {
        var story = Story.Asked().After(Heard(Answer("1"), Answer("2", QuestionVerdict.UnderWay)));
        story.State!.Stage.ShouldBe(QuestionStage.Answered);
        story.State.Answer!.Verdict.ShouldBe(QuestionVerdict.Lost);
        story.State.Late.ShouldHaveSingleItem().Verdict.ShouldBe(QuestionVerdict.UnderWay);
        story.When(Heard(Answer("1"), Answer("2", QuestionVerdict.UnderWay))).Events.ShouldHaveSingleItem().ShouldBeOfType<QuestionLooked>();
    }

    [Fact]
    public void R_CLK_4_silence_has_a_verdict_and_not_before_its_time()
    {
        var story = Story.Asked().After(Heard());
        story.When(new Lapse()).Events.ShouldBeEmpty();
        var silent = story.Overdue().After(new Lapse());
        silent.State!.Stage.ShouldBe(QuestionStage.Silent);
        silent.State.Answer!.Verdict.ShouldBe(QuestionVerdict.Lost);
        silent.State.Answer.By.ShouldBe(QuestionAnswer.Silence);
    }

    [Fact]
    public void R_CLK_4_a_system_that_is_away_is_silent_too() =>
        Story.Asked().Overdue().After(new Lapse()).State!.Stage.ShouldBe(QuestionStage.Silent);

    [Fact]
    public void What_comes_late_is_kept_and_changes_nothing()
    {
        var late = Story.Asked().After(Heard()).Overdue().After(new Lapse()).Later(Duration.FromHours(1)).After(Heard(Answer("1", QuestionVerdict.UnderWay)));
        late.State!.Stage.ShouldBe(QuestionStage.Silent);
        late.State.Answer!.Verdict.ShouldBe(QuestionVerdict.Lost);
        late.State.Late.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_late_answer_proves_is_handed_over_once()
    {
        var told = Story.Asked().After(Heard(Answer("1"))).After(new FinishTelling(0));
        told.After(Heard(Answer("2"))).State!.IsUntold.ShouldBeFalse("it has no proof");

        var late = told.After(Heard(Answer("2") with { Evidence = ["photo"] }));
        late.State!.IsUntold.ShouldBeTrue();
        var handed = late.After(new FinishTelling(1));
        handed.State!.IsUntold.ShouldBeFalse();
        handed.State.Proofs.ShouldBe(["photo"]);
        handed.When(new FinishTelling(1)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Late_answers_are_looked_for_once_more_and_bounded()
    {
        var silent = Story.Asked().After(Heard()).Overdue().After(new Lapse());
        silent.State!.NextLook.ShouldBe(silent.At + Policy.ListenFor);
        silent.Later(Policy.ListenFor).After(Heard()).State!.NextLook.ShouldBeNull();
        var many = silent.After(Heard([.. Enumerable.Range(0, 30).Select(i => Answer($"{i}"))]));
        many.State!.Late.Length.ShouldBe(QuestionDecider.MostLate);
    }

    [Fact]
    public void Reminders_come_in_order_each_once()
    {
        var story = Story.Asked().After(new Remind(1));
        story.State!.Reminders.ShouldBe(1);
        story.When(new Remind(1)).Events.ShouldBeEmpty();
        story.When(new Remind(3)).Events.ShouldBeEmpty();
        story.After(Heard(Answer("1"))).When(new Remind(2)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_party_that_refuses_or_answers_nonsense_is_answered_for_by_a_person()
    {
        foreach (var command in new QuestionCommand[] { new HandOver("NOT_OURS"), Heard(Answer("1", QuestionVerdict.Restocked)) })
        {
            var story = Story.Asked().After(command);
            (story.State!.ByHand, story.State.Stage, story.State.NextLook).ShouldBe((true, QuestionStage.Open, null));
            story.After(new Reply(Answer("2", by: "agent-1"))).State!.Stage.ShouldBe(QuestionStage.Answered);
        }
    }

    [Fact]
    public void A_party_without_a_system_is_asked_here() => Story.Asked(hasSystem: false).State!.ShouldSatisfyAllConditions(
        q => q.Stage.ShouldBe(QuestionStage.Open),
        q => q.ByHand.ShouldBeTrue());

    [Fact]
    public void A_person_repeats_what_they_said_and_contradicts_nobody()
    {
        var story = Story.Asked(hasSystem: false).After(new Reply(Answer("1", by: "courier-1", digest: "a")));
        story.When(new Reply(Answer("2", by: "courier-1", digest: "a"))).Events.ShouldBeEmpty();
        foreach (var other in new[] { Answer("3", by: "courier-1", digest: "b"), Answer("4", by: "agent-1", digest: "a") })
        {
            var refused = story.When(new Reply(other)).Refusal!;
            refused.Reason.ShouldBe(CaseReasons.QuestionClosed);
            refused.Metadata["verdict"].ShouldBe("LOST");
            story.After(new Keep(other)).After(new Keep(other)).State!.Late.ShouldHaveSingleItem().ShouldBe(other);
        }
    }

    [Fact]
    public void A_verdict_that_answers_something_else_is_refused()
    {
        var refused = Story.Asked(hasSystem: false).When(new Reply(Answer("1", QuestionVerdict.Restocked))).Refusal!;
        refused.Reason.ShouldBe(CaseReasons.VerdictNotAllowed);
        refused.Metadata["allowed"].ShouldContain("UNDER_WAY");
    }

    [Fact]
    public void It_can_be_withdrawn_while_it_is_awaited()
    {
        var story = Story.Asked().After(new Withdraw("agent-1"));
        story.State!.Stage.ShouldBe(QuestionStage.Withdrawn);
        story.When(new Withdraw("agent-2")).Events.ShouldBeEmpty();
        story.When(new Reply(Answer("1"))).Refusal!.Reason.ShouldBe(CaseReasons.QuestionClosed);
        Story.Asked().After(Heard(Answer("1"))).When(new Withdraw("agent-1")).Refusal!.Reason.ShouldBe(CaseReasons.QuestionClosed);
    }

    [Fact]
    public void A_policy_that_cannot_be_meant_is_refused()
    {
        Policy.Problems().ShouldBeEmpty();
        var rule = Rule with { Silence = QuestionVerdict.Restocked, DueAfter = Duration.FromHours(1), Reminders = [Duration.FromHours(2)] };
        var broken = Policy with { Rules = [rule, rule, .. Policy.Rules.Where(r => r.Kind is not (QuestionKind.ParcelLocation or QuestionKind.Quality))] };
        var problems = broken.Problems().Select(problem => problem.Field).ToList();
        problems.ShouldBe(
            ["questions.rules[0].silence", "questions.rules[0].reminders", "questions.rules[1].silence", "questions.rules[1].reminders", "questions.rules[1]", "questions.rules"],
            ignoreOrder: true);
        (Policy with { LookEvery = new(Duration.Zero, Duration.Zero), ListenFor = Duration.FromHours(-1) }).Problems().Count().ShouldBe(2);
        new DecisionPolicy(Duration.Zero, [new("", 0)]).Problems().Count().ShouldBe(3);
    }
}
