using System.Collections.Immutable;
using System.Text.Json;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Kernel;
using Aftersales.Platform;
using NodaTime;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>People, an order and the built-in policy, as the domain's tests use them.</summary>
internal static class Sample
{
    public const string CaseId = "case_1";
    public const string PlanId = "plan_1";
    public const string Order = "1930679858170647";

    public static readonly Instant Now = Instant.FromUtc(2026, 6, 2, 1, 0); // 09:00 on a Tuesday in Shanghai
    public static readonly Person Buyer = Person.Customer("buyer-1");
    public static readonly Person Stranger = Person.Customer("buyer-2");
    public static readonly Person Agent = new("agent-1", Tier.L1, ["AgentL1"]);
    public static readonly Person OtherAgent = new("agent-2", Tier.L1, ["AgentL1"]);
    public static readonly Person Senior = new("senior-1", Tier.L2, ["AgentL2"]);
    public static readonly Person Judge = new("platform-1", Tier.Platform, ["Platform"]);
    public static readonly SealedText Sealed = new("sealed");
    public static readonly Evidence Photo = new(new string('a', 64), "image/jpeg", 1000);

    public static readonly ComplaintPolicy Policy = ReadPolicy();

    public static readonly OrderFacts Facts = new(Order, Buyer.Id, Money.Cny(200_00),
    [
        new("1", Category.Household, 3, Money.Cny(120_00)),
        new("2", Category.Food, 1, Money.Cny(70_00)),
    ]);

    public static readonly Team AtWork = new(
        [Worker(Agent), Worker(OtherAgent), Worker(Senior), Worker(Judge)],
        ImmutableDictionary<string, long>.Empty.Add(Agent.Id, 1).Add(OtherAgent.Id, 2));

    public static Worker Worker(Person person) => new(person.Id, 1, person.Tier, [], 0, true);

    public static LineQuantity Line(string id, int quantity) => new(id, quantity);

    /// <summary>The built-in policy's text.</summary>
    public static string PolicyJson()
    {
        var assembly = typeof(MerchantComplaintPolicy).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".complaint.json", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static ComplaintPolicy ReadPolicy() => JsonSerializer.Deserialize<MerchantComplaintPolicy>(PolicyJson(), Json.Options)!;
}
