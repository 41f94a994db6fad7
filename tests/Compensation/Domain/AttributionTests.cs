using Aftersales.Compensations.Domain;
using Aftersales.Kernel;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>Who bears the cost of a grant, and how that is corrected (R-COMP-9, R-QLT-6).</summary>
public sealed class AttributionTests
{
    private static readonly Grant Given = Story.Paid(100_00).Give(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00);

    [Fact]
    public void R_COMP_9_a_correction_keeps_who_made_it_why_and_from_what()
    {
        var corrected = Corrected(Given, Party.Warehouse, "lead_1", "packed badly");
        corrected.Basis.AttributedTo.ShouldBe(Party.Warehouse);
        corrected.Reattributed.ShouldBe(new(Party.Courier, Party.Warehouse, "lead_1", "packed badly", Story.Now));
        (corrected with { Basis = Given.Basis, Reattributed = null }).ShouldBe(Given);
        Corrected(corrected, Party.Supplier, "lead_2", "thin glass").Reattributed!.From.ShouldBe(Party.Warehouse);
    }

    [Fact]
    public void R_COMP_9_the_same_again_is_a_no_op_by_the_same_person_and_a_refusal_to_another()
    {
        var corrected = Corrected(Given, Party.Warehouse, "lead_1", "packed badly");
        AttributionDecider.Correct(corrected, Party.Warehouse, "lead_1", "packed badly", Story.Now).Events.ShouldBeEmpty();
        AttributionDecider.Correct(corrected, Party.Warehouse, "lead_2", "packed badly", Story.Now).Refused(CompensationReasons.AlreadyDecided).Metadata["current"].ShouldBe("WAREHOUSE");
        AttributionDecider.Correct(Given, Party.Courier, "lead_1", "as it is", Story.Now).Refused(CompensationReasons.AlreadyDecided).Metadata["current"].ShouldBe("COURIER");
    }

    [Fact]
    public void R_QLT_6_what_was_revoked_or_never_granted_costs_nobody()
    {
        var revoked = GrantEvolution.Evolve(Given, new Revoked("lead_1", "by mistake", Story.Now));
        AttributionDecider.Correct(revoked, Party.Warehouse, "lead_1", "packed badly", Story.Now).Refused(CompensationReasons.GrantStateInvalid);
        AttributionDecider.Correct(null, Party.Warehouse, "lead_1", "packed badly", Story.Now).Refused(CompensationReasons.GrantNotFound);
    }

    private static Grant Corrected(Grant grant, Party party, string by, string reason)
    {
        var decision = AttributionDecider.Correct(grant, party, by, reason, Story.Now);
        decision.Refusal.ShouldBeNull();
        var corrected = GrantEvolution.Evolve(grant, decision.Events.ShouldHaveSingleItem());
        GrantEvolution.Check(corrected);
        return corrected;
    }
}
