using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using NodaTime;
using Cause = Aftersales.Compensations.Domain.Cause;
using CouponSpent = Aftersales.Compensations.Domain.CouponSpent;
using Grant = Aftersales.Compensations.Domain.Grant;
using Money = Aftersales.Kernel.Money;
using Tier = Aftersales.Compensations.Domain.Tier;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>The life of a grant (R-COMP-8).</summary>
public sealed class GrantTests
{
    private static readonly Instant Later = Story.Now + Duration.FromDays(1);

    // 30 days after 2 June, 24:00 in Shanghai.
    private static readonly Instant Expiry = Instant.FromUtc(2026, 7, 2, 16, 0);

    [Theory]
    [InlineData(5_00, 10_00)]
    [InlineData(15_00, 15_00)] // pays no change out
    public void R_COMP_8_a_coupon_has_value_minimum_spend_and_expiry(long value, long minimum)
    {
        var grant = Coupon(value);
        grant.Amount.ShouldBe(Money.Cny(value));
        grant.Coupon.ShouldBe(new("sealed", "hash", Money.Cny(minimum), Expiry));
    }

    [Fact]
    public void R_COMP_1_cash_has_no_coupon() =>
        Story.Paid(200_00).Give(Tier.L2, Cause.Lost, Kind.Cash, 5_00).Coupon.ShouldBeNull();

    [Fact]
    public void R_COMP_8_a_coupon_is_spent_once()
    {
        var spent = After(Coupon(), GrantDecider.Spend(Coupon(), Story.Customer, "next", Money.Cny(15_00), Later));
        spent.Status.ShouldBe(GrantStatus.Spent);
        GrantDecider.Spend(spent, Story.Customer, "next", Money.Cny(15_00), Later).ShouldBe(Decision<GrantEvent>.Nothing);
        GrantDecider.Spend(spent, Story.Customer, "another", Money.Cny(99_00), Later)
            .Refused(CompensationReasons.GrantStateInvalid).Metadata["current"].ShouldBe("SPENT");
        GrantDecider.Revoke(spent, "p_1", "mistake", bySuite: true, Later).Refused(CompensationReasons.GrantStateInvalid);
        GrantDecider.Expire(spent, Expiry).ShouldBe(Decision<GrantEvent>.Nothing);
    }

    [Fact]
    public void R_COMP_8_a_small_order_does_not_take_the_coupon() =>
        GrantDecider.Spend(Coupon(), Story.Customer, "next", Money.Cny(14_99), Later)
            .Refused(CompensationReasons.CouponMinimumSpend).Metadata["allowed"].ShouldBe("1500");

    [Fact]
    public void R_COMP_8_another_s_coupon_does_not_exist()
    {
        GrantDecider.Spend(Coupon(), "buyer_2", "next", Money.Cny(99_00), Later).Refused(CompensationReasons.CouponNotFound);
        GrantDecider.Spend(null, Story.Customer, "next", Money.Cny(99_00), Later).Refused(CompensationReasons.CouponNotFound);
    }

    [Fact]
    public void R_COMP_8_a_coupon_expires_at_the_end_of_its_last_day()
    {
        var last = Expiry - Duration.FromSeconds(1);
        GrantDecider.Spend(Coupon(), Story.Customer, "next", Money.Cny(15_00), last).Events.ShouldBe([new CouponSpent("next", last)]);
        GrantDecider.Expire(Coupon(), last).ShouldBe(Decision<GrantEvent>.Nothing);
        GrantDecider.Spend(Coupon(), Story.Customer, "next", Money.Cny(15_00), Expiry).Refused(CompensationReasons.GrantStateInvalid);
        GrantDecider.Revoke(Coupon(), "p_1", "late", bySuite: false, Expiry).Refused(CompensationReasons.GrantStateInvalid);
        var expired = After(Coupon(), GrantDecider.Expire(Coupon(), Expiry));
        expired.Status.ShouldBe(GrantStatus.Expired);
        expired.Stands.ShouldBeTrue();
    }

    [Fact]
    public void R_COMP_8_a_grant_is_revoked_while_unspent()
    {
        var revoked = After(Coupon(), GrantDecider.Revoke(Coupon(), "p_1", "mistake", bySuite: false, Later));
        revoked.Stands.ShouldBeFalse();
        GrantDecider.Revoke(revoked, "p_1", "mistake", bySuite: false, Later).ShouldBe(Decision<GrantEvent>.Nothing);
        GrantDecider.Revoke(revoked, "p_2", "mistake", bySuite: false, Later).Refused(CompensationReasons.AlreadyDecided);
        GrantDecider.Spend(revoked, Story.Customer, "next", Money.Cny(99_00), Later).Refused(CompensationReasons.GrantStateInvalid);
    }

    [Fact]
    public void R_COMP_8_cash_is_revoked_by_the_plan_only()
    {
        var cash = Story.Paid(200_00).Give(Tier.L2, Cause.Lost, Kind.Cash, 5_00);
        GrantDecider.Revoke(cash, "p_1", "mistake", bySuite: false, Later).Refused(CompensationReasons.GrantStateInvalid);
        After(cash, GrantDecider.Revoke(cash, "p_1", "refused", bySuite: true, Later)).Stands.ShouldBeFalse();
    }

    [Fact]
    public void A_step_that_asks_again_gets_what_it_got()
    {
        var (grant, story) = (Coupon(), Story.Paid(200_00));
        var same = Story.Ask(Cause.Damaged, Kind.Coupon, 15_00);
        GrantDecider.Give(grant, same, Story.By(Tier.L1), "case_1", "step_1", new("other", "other"), story.Situation).ShouldBe(Decision<GrantEvent>.Nothing);
        GrantDecider.Give(grant, same with { Amount = Money.Cny(15_01) }, Story.By(Tier.L1), "case_1", "step_1", new("other", "other"), story.Situation)
            .Refused(CompensationReasons.AlreadyDecided);
        GrantDecider.Give(grant, same, Story.By(Tier.L2), "case_1", "step_1", new("other", "other"), story.Situation).Refused(CompensationReasons.AlreadyDecided);
    }

    [Fact]
    public void A_grant_that_breaks_an_invariant_is_never_written()
    {
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Amount = Money.Cny(15_01) }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Coupon = null }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Claims = [] }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Counted = [] }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Status = GrantStatus.Spent }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Status = GrantStatus.Revoked }));
    }

    [Fact]
    public void The_domain_s_words_carry_the_contract_s_numbers()
    {
        Names<Cause>().ShouldBe(Names<CompensationCause>(skip: 1));
        Names<Kind>().ShouldBe(Names<CompensationKind>(skip: 1));
        Names<GrantStatus>().ShouldBe(Names<GrantState>(skip: 1));
        Names<Party>().Skip(1).ShouldBe(Names<Contracts.ResponsibleParty>(skip: 1));
        foreach (var reason in typeof(CompensationReasons).GetFields().Select(f => (Reason)f.GetValue(null)!))
            Enum.GetNames<ErrorReason>().ShouldContain(name => name.Equals(reason.Name.Replace("_", ""), StringComparison.OrdinalIgnoreCase));
    }

    private static Grant Coupon(long fen = 15_00) => Story.Paid(200_00).Give(Tier.L1, Cause.Damaged, Kind.Coupon, fen);

    private static Grant After(Grant grant, Decision<GrantEvent> decision)
    {
        decision.Refusal.ShouldBeNull();
        var after = decision.Events.Aggregate(grant, GrantEvolution.Evolve);
        GrantEvolution.Check(after);
        return after;
    }

    private static IEnumerable<string> Names<TEnum>(int skip = 0)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Skip(skip).Select(value => $"{Convert.ToInt32(value)} {value}");
}
