using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using NodaTime;
using Cause = Aftersales.Compensations.Domain.Cause;
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
        grant.Coupon.ShouldBe(new("sealed", "hash", Money.Cny(minimum), Expiry) { WarnAt = Expiry - Duration.FromDays(3) });
    }

    [Fact]
    public void R_COMP_1_cash_has_no_coupon() =>
        Story.Paid(200_00).Give(Tier.L2, Cause.Lost, Kind.Cash, 5_00).Coupon.ShouldBeNull();

    [Fact]
    public void R_COMP_8_a_grant_is_revoked_while_unspent()
    {
        var revoked = After(Coupon(), GrantDecider.Revoke(Coupon(), "p_1", "mistake", bySuite: false, Later));
        revoked.Stands.ShouldBeFalse();
        GrantDecider.Revoke(revoked, "p_1", "mistake", bySuite: false, Later).ShouldBe(Decision<GrantEvent>.Nothing);
        GrantDecider.Revoke(revoked, "p_2", "mistake", bySuite: false, Later).Refused(CompensationReasons.AlreadyDecided);
        GrantDecider.Revoke(Coupon(), "p_1", "late", bySuite: false, Expiry).Refused(CompensationReasons.GrantStateInvalid);
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
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Status = GrantStatus.Reserved }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Status = GrantStatus.Revoked }));
        Should.Throw<InvalidOperationException>(() => GrantEvolution.Check(Coupon() with { Awaited = new(Later) }));
    }

    [Fact]
    public void The_domain_s_words_carry_the_contract_s_numbers()
    {
        Names<Cause>().ShouldBe(Names<CompensationCause>(skip: 1));
        Names<Kind>().ShouldBe(Names<CompensationKind>(skip: 1));
        Names<GrantStatus>().ShouldBe(Names<GrantState>(skip: 1));
        Names<CouponStatus>().ShouldBe(Names<CouponState>(skip: 1));
        Names<CodeStatus>().ShouldBe(Names<CouponCodeState>(skip: 1));
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
