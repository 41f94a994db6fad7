using System.Text.Json.Nodes;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Clocks are data (R-CLK-1 … R-CLK-4).</summary>
public class ClockPolicyTests
{
    [Theory]
    [InlineData("""{ "roundTheClock": "0:02:00:00" }""", "2026-06-05T17:00:00Z")]
    [InlineData("""{ "staffedHours": "0:02:00:00" }""", "2026-06-06T02:00:00Z")] // Saturday is staffed
    [InlineData("""{ "workingHours": "0:02:00:00" }""", "2026-06-08T02:00:00Z")] // and not worked
    [InlineData("""{ "workingDays": 1 }""", "2026-06-08T16:00:00Z")]
    public void A_target_is_counted_in_its_calendar(string target, string due)
    {
        var policy = Read(clocks => clocks["attention"] = new JsonObject { ["otherwise"] = JsonNode.Parse(target) });
        var friday = Instant.FromUtc(2026, 6, 5, 15, 0); // 23:00 in Shanghai
        var hours = BusinessCalendar.Default.With(policy.Clocks.Hours());
        policy.Clocks.Attention.Due(CaseType.Damaged, Tier.L1, friday, hours).ToString().ShouldBe(due);
    }

    [Fact]
    public void R_CLK_2_the_most_exact_entry_of_type_and_tier_counts()
    {
        var rule = Policy.Clocks.Decision;
        Days(CaseType.AbnormalSignoff, Tier.L1).ShouldBe(3);
        Days(CaseType.AbnormalSignoff, Tier.L2).ShouldBe(2);
        Days(CaseType.Damaged, Tier.L1).ShouldBe(0);
        Days(CaseType.Damaged, Tier.Platform).ShouldBe(1);

        int Days(CaseType type, Tier tier) => Enumerable.Range(0, 10).Single(
            days => rule.Due(type, tier, Now, BusinessCalendar.Default) == BusinessCalendar.Default.AfterWorkingDays(Now, days));
    }

    [Theory]
    [InlineData("decision.tiers.L2", """{ "workingDays": -1 }""", "clocks.decision.tiers.L2.workingDays")]
    [InlineData("decision.otherwise", """{ }""", "clocks.decision.otherwise")]
    [InlineData("decision.otherwise", """{ "workingDays": 1, "roundTheClock": "1:00:00:00" }""", "clocks.decision.otherwise")]
    [InlineData("decision.types.AbnormalSignoff.L1", """{ "staffedHours": "0:00:00:00" }""", "clocks.decision.types.AbnormalSignoff.L1")]
    [InlineData("decision.tiers.Unspecified", """{ "workingDays": 1 }""", "clocks.decision.tiers")]
    [InlineData("resolution.otherwise", """{ "roundTheClock": "400:00:00:00" }""", "clocks.resolution.otherwise")]
    [InlineData("evidence.reminders", """["0:00:00:00"]""", "clocks.evidence.reminders[0]")]
    [InlineData("feedback.giveUpAfter", "\"-1:00:00:00\"", "clocks.feedback.giveUpAfter")]
    [InlineData("staffedHours", "[]", "clocks.staffedHours")]
    [InlineData("staffedHours", """[{ "from": "22:00:00", "to": "06:00:00" }]""", "clocks.staffedHours")]
    [InlineData("attention.within", "1", "clocks.attention.within")]
    public void What_cannot_be_meant_is_refused_with_its_place(string place, string value, string path)
    {
        var refused = Should.Throw<PolicyRefusedException>(() => Read(clocks =>
        {
            var steps = place.Split('.');
            var holder = steps[..^1].Aggregate((JsonNode)clocks, (node, step) => node[step]!);
            holder[steps[^1]] = JsonNode.Parse(value);
        }));
        refused.Problems.Select(problem => problem.Field).ShouldBe([path]);
        refused.Problems[0].Description.ShouldNotBeEmpty();
    }

    internal static MerchantComplaintPolicy Read(Action<JsonObject> change)
    {
        var policy = JsonNode.Parse(PolicyJson())!;
        change(policy["clocks"]!.AsObject());
        return PolicyText.Read<MerchantComplaintPolicy>(policy.ToJsonString(), Now);
    }
}
