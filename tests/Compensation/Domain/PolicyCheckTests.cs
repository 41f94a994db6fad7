using System.Text.Json.Nodes;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Policy;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Policies;
using Aftersales.Testing;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>Policies that must not come into force: each is refused with the place and the reason.</summary>
public sealed class PolicyCheckTests
{
    private const string Schema = "services/Compensation/Policy/compensation.schema.json";

    public static TheoryData<string, string, string, string> Broken => new()
    {
        // path to set, JSON (null removes), path of the problem, words of the reason
        { "version", "\"\"", "version", "1 to 64" },
        { "rules[0].causes", "[\"Moonlight\"]", "rules[0].causes[0]", "must be one of ShortPick" },
        { "rules[0].causes", "[99]", "rules[0].causes", "known causes" },
        { "rules[0].causes", "[]", "rules[0].causes", "known causes" },
        { "rules[0].tiers", "[]", "rules[0].tiers", "who may use it" },
        { "rules[0].tiers", "[\"None\"]", "rules[0].tiers", "who may use it" },
        { "rules[0].kinds", "[\"PriceDifference\"]", "rules[0].kinds", "restitution" },
        { "rules[0].cap.minor", "200.5", "rules[0].cap.minor", "whole number" },
        { "rules[0].cap.minor", "\"20000\"", "rules[0].cap.minor", "whole number" },
        { "rules[0].cap.minor", "-1", "rules[0].cap", "negative" },
        { "rules[0].cap.currency", "\"USD\"", "rules[0].cap", "CNY" },
        { "orderCap.currency", "\"USD\"", "orderCap", "CNY" },
        { "orderCap.minor", "-1", "orderCap", "negative" },
        { "coupon.minimumSpend.minor", "0.1", "coupon.minimumSpend.minor", "whole number" },
        { "rules[0].rate", "\"10.001%\"", "rules[0].rate", "0.01" },
        { "rules[0].rate", "\"101%\"", "rules[0].rate", "at most 100%" },
        { "rules[0].rate", "0.1", "rules[0].rate", "" },
        { "rules[2].cap", "{\"minor\":999,\"currency\":\"CNY\"}", "rules[2].cap", "below the minimum" },
        { "rules[0].validUntil", "\"2026-06-01\"", "rules[0].validUntil", "is over" },
        { "rules[0].validFrom", "\"2027-01-01\"", null!, null! },
        { "rules[0].mandatory", "true", "rules[0].mandatory", "not known" },
        { "rules[0].reason", "null", "rules[0].reason", "" },
        { "rules[0].reason.zh", "\" \"", "rules[0].reason", "both languages" },
        { "rules[0].id", "\"l2-coupon\"", "rules[4].id", "rules[0]" },
        { "rules[0].when.parts", "[]", "rules[0].when.parts", "left out" },
        { "rules[0].of", "\"Parcel\"", "rules[0].of", "must be one of Order, Item" },
        { "dispatchOverdueHours", "0", "dispatchOverdueHours", "1 to 720" },
        { "dailyBudgets.warnAt", "\"100.01%\"", "dailyBudgets.warnAt", "100%" },
        { "dailyBudgets.agent.L1.minor", "-5", "dailyBudgets.agent.L1", "negative" },
        { "coupon.validDays", "0", "coupon.validDays", "1 to 3650" },
        { "coupon.source", "\"Borrowed\"", "coupon.source", "Own, External" },
        { "coupon.source", "7", "coupon.source", "Own or External" },
        { "coupon.holdMinutes", "1441", "coupon.holdMinutes", "1 to 1440" },
        { "coupon.mostPerOrder", "0", "coupon.mostPerOrder", "1 to 20" },
        { "coupon.leastDays", "0", "coupon.leastDays", "1 to 3650" },
        { "coupon.warnDays", "3651", "coupon.warnDays", "1 to 3650" },
        { "coupon.walletWorkingDays", "0", "coupon.walletWorkingDays", "1 to 250" },
        { "proposals.answerDays", "0", "proposals.answerDays", "1 to 3650" },
        { "shops.usual", "\"Bakery\"", "shops.usual", "must be one of Supermarket, Apparel" },
        { "reviewPhrases", "[\"好\"]", "reviewPhrases", "R-COMP-7" },
        { "rules", "[]", "rules", "empty" },
        { "coupon", null!, "$", "coupon" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void A_policy_that_cannot_be_meant_is_refused_with_path_and_reason(string set, string json, string path, string reason)
    {
        var problems = Problems(Changed(set, json));
        if (path is null)
            problems.ShouldBeEmpty();
        else
            problems.ShouldContain(p => p.Field == path && p.Description.Contains(reason, StringComparison.Ordinal), $"found {string.Join("; ", problems)}");
    }

    [Fact]
    public void Rules_that_overlap_with_another_outcome_are_refused()
    {
        var other = Changed("rules[4].rate", "\"15%\"");
        other["rules"]![4]!["tiers"] = new JsonArray("L1", "L2");
        Problems(other).ShouldContain(p => p.Field == "rules[4]" && p.Description.Contains("l1-coupon"));

        // The same outcome, disjoint facts or days are no contradiction; what is owed stands beside what may be decided.
        foreach (var apart in new Action<JsonNode, JsonNode>[]
        {
            (_, second) => second["rate"] = "10%",
            (first, second) => (first["when"]!["paid"], second["when"]!["paid"]) = (true, false),
            (first, second) => (first["validUntil"], second["validFrom"]) = ("2026-12-31", "2027-01-01"),
            (_, second) => (second["mandated"], second["causes"]) = (true, new JsonArray("Damaged")),
            (_, second) => second["kinds"] = new JsonArray("Gift"),
        })
        {
            var policy = Changed("rules[4].rate", "\"15%\"");
            policy["rules"]![4]!["tiers"] = new JsonArray("L1");
            apart(policy["rules"]![0]!, policy["rules"]![4]!);
            Problems(policy).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_cause_without_a_last_tier_is_refused()
    {
        var policy = Changed("rules[0].validFrom", "\"2026-01-01\"");
        var platform = policy["rules"]!.AsArray()[^1]!;
        platform["causes"] = new JsonArray([.. platform["causes"]!.AsArray().Where(c => (string)c! != "Lost").Select(c => c!.DeepClone())]);
        Problems(policy).ShouldHaveSingleItem().Description.ShouldContain("Lost");
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("{\"version\":1}", "version")]
    [InlineData("{\"version\":\"a\",\"version\":\"b\"}", "version")]
    [InlineData("{\"version\":\"a\"", "$")]
    public void What_is_no_policy_is_refused(string text, string path) =>
        Should.Throw<PolicyRefusedException>(() => PolicyText.Read<MerchantCompensationPolicy>(text, Story.Now)).Problems[0].Field.ShouldBe(path);

    [Fact]
    public void The_default_policy_is_sound_and_reads_back_as_it_is_written()
    {
        PolicyCheck.Of(Story.Default, Today).ShouldBeEmpty();
        var written = Json.Write(Story.Default, Story.Default.GetType());
        Json.Write(PolicyText.Read<MerchantCompensationPolicy>(written, Story.Now), Story.Default.GetType()).ShouldBe(written);
    }

    [Fact]
    public async Task The_schema_takes_what_the_service_takes_and_refuses_what_it_can_see()
    {
        // What only the service can know: text that parses, but contradicts itself or is over.
        string[] beyond = ["below the minimum", "is over", "rules[0]", "both languages", "R-COMP-7"];
        var cases = new JsonArray(new JsonObject { ["policy"] = Default(), ["valid"] = true });
        foreach (var row in Broken)
        {
            var (set, json, path, reason) = ((string)row[0], (string)row[1], (string?)row[2], (string?)row[3]);
            if (path is null || !beyond.Contains(reason))
                cases.Add(new JsonObject { ["policy"] = Changed(set, json), ["valid"] = path is null, ["set"] = set });
        }

        var output = (await NodeTools.Node(
            """
            import fs from 'node:fs';
            import Ajv from 'ajv/dist/2020.js';
            const [schema, cases] = process.argv.slice(2).map(file => JSON.parse(fs.readFileSync(file, 'utf8')));
            const check = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
            for (const { policy, valid, set } of cases)
              if (check(policy) !== valid) console.log(`${set ?? 'default'}: ${valid ? JSON.stringify(check.errors) : 'passes'}`);
            """,
            Path.Combine(NodeTools.RepositoryRoot, Schema),
            await Written(cases))).Succeeded();
        output.ShouldBeEmpty();
    }

    private static NodaTime.LocalDate Today => new(2026, 6, 2);

    private static async Task<string> Written(JsonNode cases)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, cases.ToJsonString());
        return file;
    }

    private static List<FieldProblem> Problems(JsonNode policy)
    {
        try
        {
            PolicyText.Read<MerchantCompensationPolicy>(policy.ToJsonString(), Story.Now);
            return [];
        }
        catch (PolicyRefusedException refused)
        {
            return [.. refused.Problems];
        }
    }

    private static JsonNode Default() => JsonNode.Parse(Json.Write(Story.Default, Story.Default.GetType()))!;

    /// <param name="path">As in <c>rules[0].cap.minor</c>.</param>
    private static JsonNode Changed(string path, string? json)
    {
        var policy = Default();
        var names = path.Replace("[", ".[").Split('.');
        var parent = names[..^1].Aggregate(policy, Child);
        if (json is null)
            parent.AsObject().Remove(names[^1]);
        else if (names[^1][0] == '[')
            parent[int.Parse(names[^1].Trim('[', ']'))] = JsonNode.Parse(json);
        else
            parent[names[^1]] = JsonNode.Parse(json);
        return policy;

        static JsonNode Child(JsonNode node, string name) => name[0] == '[' ? node[int.Parse(name.Trim('[', ']'))]! : node[name]!;
    }
}
