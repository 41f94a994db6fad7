using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.ClockTests;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>What customers are asked after their case was closed (R-QLT-4).</summary>
public class SurveyTests
{
    private static readonly Survey Drawn = new("srv_1", CaseId, Buyer.Id, new(CaseType.Damaged, Channel.App, Agent.Id), "hash", Now, Now + Policy.Surveys.ValidFor);

    [Fact]
    public void R_QLT_4_a_survey_is_answered_once()
    {
        var asked = Asked(new(0, SealedText.Empty));
        var answered = After(asked, At(Now).Answer(asked, 4, Sealed, "digest"));
        (answered.Stage, answered.Score, answered.CareDue, answered.FromFeedback).ShouldBe((SurveyStage.Answered, 4, false, false));
        At(Now).Answer(answered, 4, new("sealed otherwise"), "digest").Events.ShouldBeEmpty();
        foreach (var again in new[] { At(Now).Answer(answered, 5, Sealed, "digest"), At(Now).Answer(answered, 4, Sealed, "other"), At(Now).Decline(answered) })
            (again.Refusal!.Reason, again.Refusal.Metadata["current"]).ShouldBe((CaseReasons.SurveyStateInvalid, "ANSWERED"));
        At(Now).Ask(answered, Drawn, new(0, SealedText.Empty)).Events.ShouldBeEmpty();
        At(Now).Answer(null, 4, SealedText.Empty, "").Refusal!.Reason.ShouldBe(CaseReasons.SurveyNotFound);
    }

    [Fact]
    public void R_QLT_4_feedback_is_the_answer_and_nothing_more_is_asked()
    {
        var told = Asked(new(5, Sealed));
        (told.Stage, told.Score, told.Comment, told.FromFeedback).ShouldBe((SurveyStage.Answered, 5, Sealed, true));
        At(Now).Answer(told, 5, Sealed, "").Refusal!.Reason.ShouldBe(CaseReasons.SurveyStateInvalid);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void R_QLT_5_a_low_score_calls_for_care_once(int score, bool cares)
    {
        var asked = Asked(new(0, SealedText.Empty));
        foreach (var answered in new[] { After(asked, At(Now).Answer(asked, score, SealedText.Empty, "")), Asked(new(score, SealedText.Empty)) })
        {
            answered.CareDue.ShouldBe(cares);
            var done = After(answered, At(Now).FinishCare(answered, "task_1"));
            done.CareDue.ShouldBeFalse();
            At(Now).FinishCare(done, "task_1").Events.ShouldBeEmpty();
        }
    }

    [Fact]
    public void R_CLK_4_a_survey_ends_when_nobody_answers()
    {
        var asked = Asked(new(0, SealedText.Empty));
        At(asked.Ends - Duration.Epsilon).Expire(asked).Events.ShouldBeEmpty();
        At(asked.Ends).Answer(asked, 4, SealedText.Empty, "").Refusal!.Metadata["current"].ShouldBe("EXPIRED");
        After(asked, At(asked.Ends).Expire(asked)).Stage.ShouldBe(SurveyStage.Expired);
        var declined = After(asked, At(Now).Decline(asked));
        declined.Stage.ShouldBe(SurveyStage.Declined);
        At(Now).Decline(declined).Events.ShouldBeEmpty();
        At(asked.Ends).Expire(declined).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_QLT_4_each_closing_asks_once_and_feedback_goes_with_it()
    {
        var silent = Opened().After(new CaseCommand.Withdraw(Buyer));
        silent.State!.Asking.ShouldBe(new(0, SealedText.Empty));
        var reopened = silent.After(new CaseCommand.Reopen(Buyer, Sealed, AtWork));
        reopened.State!.Asking.ShouldBeNull();
        reopened.After(new CaseCommand.Withdraw(Buyer)).State!.Asking.ShouldNotBeNull();
        var told = Resolved().After(new CaseCommand.RecordFeedback(Buyer, 1, Sealed, "digest"));
        told.State!.Asking.ShouldBe(new(1, Sealed));
        var finish = new CaseCommand.FinishAsking("srv_1", new("sealed link"), Now);
        var asked = told.After(finish);
        (asked.State!.Asking, asked.State.Survey).ShouldBe((null, "srv_1"));
        asked.When(finish).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_TRK_3_who_never_knew_of_a_problem_is_not_asked() =>
        Opened().After(new CaseCommand.PutRight()).State!.Asking.ShouldBeNull();

    [Fact]
    public void Answers_are_summed_by_type_channel_and_agent()
    {
        var rows = Satisfaction.Of(
        [
            new(SurveySlice.Type, "damaged", "5", 2), new(SurveySlice.Type, "damaged", "5", 1), new(SurveySlice.Type, "damaged", "2", 1),
            new(SurveySlice.Type, "damaged", "Expired", 4), new(SurveySlice.Type, "damaged", "Waiting", 1), new(SurveySlice.Type, "price", "Declined", 1),
            new(SurveySlice.Agent, "agent-1", "1", 1), new(SurveySlice.Agent, "gone", "Waiting", 0),
        ]);
        rows.Select(row => (row.Slice, row.Key, row.Asked, row.Answered, row.Mean)).ShouldBe(
            [(SurveySlice.Type, "damaged", 9, 4, 425), (SurveySlice.Type, "price", 1, 0, 0), (SurveySlice.Agent, "agent-1", 1, 1, 100)]);
        rows[0].Scores.ShouldBe([0, 1, 0, 0, 3]);
    }

    private static SurveyDecider At(Instant now) => new(Policy.Surveys, now);

    private static Survey Asked(Asking asking) => After(null, At(Now).Ask(null, Drawn, asking));

    private static Survey After(Survey? state, Decision<SurveyEvent> decided) =>
        decided.Events.Aggregate(state, (before, happened) => SurveyDecider.Evolve(before, happened))!;
}
