using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>The life of a proposal, step by step.</summary>
public sealed class ProposalDeciderTests
{
    private static readonly Instant Until = BusinessCalendar.Default.EndOfDay(Story.Now, 7);

    [Fact]
    public void What_is_looked_at_too_early_is_looked_at_again_when_the_hours_are_over()
    {
        var story = Story.Paid(100_00, hoursAgo: 70);
        Of(ProposalDecider.Look(Watched(), story.Situation, "seed")).ShouldBe(new LookMoved(Story.Now + Duration.FromHours(2)));
        var longer = story with { Policy = Story.Default with { DispatchOverdueHours = 100 }, Facts = Story.Paid(100_00, hoursAgo: 72).Facts };
        Of(ProposalDecider.Look(Watched(), longer.Situation, "seed")).ShouldBe(new LookMoved(Story.Now + Duration.FromHours(28)));
    }

    [Fact]
    public void A_case_says_why_and_facts_that_are_clear_earlier_are_looked_at_earlier()
    {
        var seen = Watched() with { Cause = Cause.Oversold, CaseId = "case_9", LookAt = Story.Now };
        var decision = ProposalDecider.Watch(Watched() with { LookAt = Story.Now + Duration.FromHours(5) }, seen);
        decision.Events.ShouldBe([new CauseFound(Cause.Oversold, "case_9"), new LookMoved(Story.Now)]);
        ProposalDecider.Watch(seen, Watched()).Events.ShouldBeEmpty(); // the order's facts alone do not take the reason back
        ProposalDecider.Watch(Offered(), seen).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ProposalAnswer.Accept, ProposalStatus.Accepted)]
    [InlineData(ProposalAnswer.AskCash, ProposalStatus.CashAsked)]
    [InlineData(ProposalAnswer.Decline, ProposalStatus.Declined)]
    public void An_answer_counts_once_and_a_repeat_of_it_is_nothing(ProposalAnswer answer, ProposalStatus status)
    {
        var cash = ProposalDecider.Best(Watched(), Kind.Cash, (Story.Paid(100_00, hoursAgo: 80) with { CouponDeclined = true }).Situation).Option;
        var answered = After(Offered(), ProposalDecider.Answer(Offered(), answer, "buyer_1", cash, Story.Now));
        answered.Status.ShouldBe(status);
        answered.Answer!.Cash.ShouldBe(answer == ProposalAnswer.AskCash ? Money.Cny(30_00) : null);
        ProposalDecider.Answer(answered, answer, "buyer_1", cash, Story.Now).Events.ShouldBeEmpty();
        ProposalDecider.Answer(answered, answer, "agent_1", cash, Story.Now).Refusal!.Reason.ShouldBe(CompensationReasons.AlreadyDecided);
        ProposalDecider.Lapse(answered, Until).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_COMP_4_silence_accepts_at_the_end_of_day_7_and_not_before()
    {
        ProposalDecider.Lapse(Offered(), Until - Duration.Epsilon).Events.ShouldBeEmpty();
        After(Offered(), ProposalDecider.Lapse(Offered(), Until)).ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe(ProposalStatus.Accepted), p => p.Answer!.By.ShouldBe(""));
        // Whoever is later than that cannot decline what silence has granted; a yes does no harm.
        ProposalDecider.Answer(Offered(), ProposalAnswer.Decline, "buyer_1", null, Until).Refusal!.Reason.ShouldBe(CompensationReasons.ProposalStateInvalid);
        After(Offered(), ProposalDecider.Answer(Offered(), ProposalAnswer.Accept, "buyer_1", null, Until)).Status.ShouldBe(ProposalStatus.Accepted);
    }

    [Fact]
    public void What_was_not_proposed_is_not_there_to_answer() =>
        ProposalDecider.Answer(Watched(), ProposalAnswer.Accept, "buyer_1", null, Story.Now).Refusal!.Reason.ShouldBe(CompensationReasons.ProposalNotFound);

    [Fact]
    public void A_proposal_that_breaks_an_invariant_is_never_written()
    {
        Should.Throw<InvalidOperationException>(() => ProposalEvolution.Check(Watched() with { Status = ProposalStatus.Proposed }));
        Should.Throw<InvalidOperationException>(() => ProposalEvolution.Check(Offered() with { Status = ProposalStatus.Granted }));
        Should.Throw<InvalidOperationException>(() => ProposalEvolution.Check(Offered() with { Status = ProposalStatus.CashAsked }));
        Should.Throw<InvalidOperationException>(() => ProposalEvolution.Check(Watched() with { Status = ProposalStatus.Dropped }));
        Should.Throw<InvalidOperationException>(() => ProposalEvolution.Check(Offered() with { Offer = Offered().Offer! with { Grantable = Money.Cny(30_01) } }));
    }

    private static Proposal Watched() => new(Story.Order, Story.Customer, Cause.LateDispatch, "", Story.Now);

    private static Proposal Offered() => After(Watched(), ProposalDecider.Look(Watched(), Story.Paid(100_00, hoursAgo: 80).Situation, "seed"));

    private static ProposalEvent Of(Decision<ProposalEvent> decision) => decision.Events.ShouldHaveSingleItem();

    private static Proposal After(Proposal proposal, Decision<ProposalEvent> decision)
    {
        decision.Refusal.ShouldBeNull();
        var after = ProposalEvolution.Evolve(proposal, Of(decision));
        ProposalEvolution.Check(after);
        return after;
    }
}
