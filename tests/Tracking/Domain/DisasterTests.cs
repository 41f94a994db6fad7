using Aftersales.Tracking.Domain;
using NodaTime;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class DisasterTests
{
    private static readonly Disaster Flood = new(DisasterKind.NaturalDisaster, ["CN-SC"], At(0), At(48), "洪水", "boss", At(2));

    [Theory]
    [InlineData("CN-SC", 0, 48, null)]
    [InlineData("CN-SC", -24 * 29, -24 * 28, null)]
    [InlineData("CN-SC", -24 * 31, 48, "INVALID_REQUEST")]
    [InlineData("CN-SC", 48, 48, "INVALID_REQUEST")]
    [InlineData("CN-SC", 0, 24 * 91, "INVALID_REQUEST")]
    [InlineData("CN-XX", 0, 48, "REGION_UNKNOWN")]
    public void R_TRK_1_a_declaration_names_known_regions_and_a_bounded_time(string region, int from, int until, string? refused) =>
        DisasterDecider.Declare(null, Flood with { Regions = [region], From = At(from), Until = At(until) }, ["CN-SC"], At(2)).Refusal?.Reason.Name.ShouldBe(refused);

    [Theory]
    [InlineData(24, 30, "")]
    [InlineData(24, 72, "")]
    [InlineData(24, 48, null)]
    [InlineData(48, 72, "DISASTER_OVER")]
    [InlineData(24, -1, "INVALID_REQUEST")]
    public void R_TRK_1_its_end_can_be_moved_while_it_lasts(int now, int until, string? outcome)
    {
        var decision = DisasterDecider.ChangeEnd(Flood, At(until), "boss", At(now));
        (decision.Refusal?.Reason.Name ?? (decision.Events.IsEmpty ? null : "")).ShouldBe(outcome);
        DisasterDecider.ChangeEnd(null, At(until), "boss", At(now)).Refusal!.Reason.ShouldBe(TrackingReasons.DisasterNotFound);
    }

    [Fact]
    public void A_declaration_and_a_change_are_spread_once_each()
    {
        var declared = DisasterDecider.Evolve(null, DisasterDecider.Declare(null, Flood, ["CN-SC"], At(2)).Events.Single());
        declared.ToSpread.ShouldBe(At(2));
        var changed = DisasterDecider.Evolve(declared, DisasterDecider.ChangeEnd(declared, At(30), "boss", At(3)).Events.Single());
        DisasterDecider.Spread(changed, At(2)).Events.ShouldBeEmpty();
        var spread = DisasterDecider.Evolve(changed, DisasterDecider.Spread(changed, At(3)).Events.Single());
        (spread.ToSpread, spread.Until, spread.ChangedBy).ShouldBe((null, At(30), "boss"));
        DisasterDecider.Spread(spread, At(3)).Events.ShouldBeEmpty();
    }
}
