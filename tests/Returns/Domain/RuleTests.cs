using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Policy;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class RuleTests
{
    private static IEnumerable<string> Failing(Wish wish, int photos = 1, int held = 0, Terms? terms = null) =>
        Eligibility.Ask(wish, photos, _ => held, terms ?? At(Now)).SelectMany(line => line.Answers).Where(a => a.Refusal is not null).Select(a => a.Rule.Id);

    [Fact]
    public void Every_rule_answers_whether_it_passes_or_not()
    {
        var asked = Eligibility.Ask(Wish(Leaf("no_reason.unwanted"), new("kettle", 1), new("fruit", 1)), 0, _ => 0, At(Now)).ToList();
        asked.ShouldAllBe(line => line.Answers.Length == Rules.All.Length);
        asked[0].Answers.ShouldAllBe(a => a.Refusal == null);
        asked[1].Answers.Single(a => a.Refusal is not null).Rule.Id.ShouldBe(RuleIds.Category);
        Rules.All.Select(rule => rule.Id).ShouldBeUnique();
        PolicyWords.All(Samples.Policy).Select(c => c.Id).ShouldBeUnique();
        Rules.All.ShouldAllBe(rule => PolicyWords.Of(rule.Id, Samples.Policy).Zh.Length > 0);
    }

    [Theory]
    [InlineData("perishable", Category.Food, "X-1", false, true)]
    [InlineData("custom_made", Category.Household, "cm-1", false, true)]
    [InlineData("hygiene", Category.Cosmetics, "X-1", false, false)]
    [InlineData("hygiene", Category.Cosmetics, "X-1", true, true)]
    [InlineData("hygiene", Category.Daily, "HY-1", true, true)]
    [InlineData("digital", Category.Household, "DG-1", false, false)]
    [InlineData("digital", Category.Household, "DG-1", true, true)]
    [InlineData("newspapers", Category.Office, "NP-1", false, true)]
    [InlineData("", Category.Household, "X-1", true, false)]
    public void R_RET_1_what_is_not_returned_without_a_reason(string exclusion, Category category, string sku, bool opened, bool excluded)
    {
        var order = Order with { Lines = [new("kettle", category, 1, Money.Cny(50_00)) { Sku = sku }] };
        var wish = Wish(Leaf("no_reason.unwanted")) with { Order = order, Goods = new(opened, false, false, false) };
        var refusal = Eligibility.Ask(wish, 1, _ => 0, At(Now)).Single().Answers.Single(a => a.Rule.Id == RuleIds.Category).Refusal;
        (refusal is not null).ShouldBe(excluded);
        refusal?.Metadata["exclusion"].ShouldBe(exclusion);
    }

    [Fact]
    public void R_RET_2_what_other_returns_have_is_not_free()
    {
        Failing(Wish(Leaf("no_reason.unwanted"), new Pieces("cups", 2)), held: 1).ShouldBeEmpty();
        Failing(Wish(Leaf("no_reason.unwanted"), new Pieces("cups", 2)), held: 2).ShouldBe([RuleIds.Free]);
        Failing(Wish(Leaf("no_reason.unwanted"), new Pieces("cups", 4))).ShouldBe([RuleIds.Bought]);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void R_RET_1_without_a_reason_goods_come_back_unused_complete_and_packed(bool used, bool incomplete, bool unpacked)
    {
        var statement = new GoodsStatement(IsOpened: false, used, incomplete, unpacked);
        Failing(Wish(Leaf("no_reason.unwanted")) with { Goods = statement }).ShouldBe([RuleIds.Sound]);
        Failing(Wish(Leaf("quality.defect")) with { Goods = statement }).ShouldBeEmpty();
    }

    [Fact]
    public void A_policy_may_end_some_reasons_with_the_settlement()
    {
        var strict = At(Now) with { Policy = Samples.Policy with { RefusedOnceSettled = [ReturnReason.NoReason] } };
        var settled = Order with { SettledAt = Now };
        Failing(Wish(Leaf("no_reason.unwanted")) with { Order = settled }, terms: strict).ShouldBe([RuleIds.Settled]);
        Failing(Wish(Leaf("quality.defect")) with { Order = settled }, terms: strict).ShouldBeEmpty();
        Failing(Wish(Leaf("no_reason.unwanted")) with { Order = settled }).ShouldBeEmpty();
    }

    [Fact]
    public void Each_line_has_the_reason_that_is_named_for_it()
    {
        var wish = Wish(Leaf("no_reason.unwanted"), new("kettle", 1), new("fruit", 1)) with
        {
            LineReasons = ImmutableDictionary<string, Leaf>.Empty.Add("fruit", Leaf("quality.rotten")),
        };
        Failing(wish).ShouldBeEmpty();
        var state = Story.Given(Request(wish)).State;
        state.Lines.Select(l => (l.ReasonCode, l.Fault)).ShouldBe([("no_reason.unwanted", Fault.Customer), ("quality.rotten", Fault.Supplier)]);
        Quote.Of(wish, Samples.Policy).Lines.Select(l => l.Collection).ShouldBe([Collection.Collect, Collection.ScrapInPlace]);
    }

    [Fact]
    public void A_higher_role_sets_a_refusing_rule_aside_and_it_is_recorded()
    {
        var late = EndOfDay(8);
        var request = Request() with { Overrides = [new(RuleIds.Window, "promised by phone")] };
        var denied = new Story().When(request, late).ThenRefused(ReturnReasons.OverrideDenied);
        (denied.Metadata["rule_id"], denied.Metadata["allowed"]).ShouldBe(("window", "AgentL2,ReturnSpecialist,Supervisor"));
        var done = new Story().When(request with { By = SupervisorRole }, late).Then(typeof(Requested)).State.Overrides.Single();
        done.ShouldBe(new Override(RuleIds.Window, "kettle", "p_supervisor", "promised by phone", late));
        new Story().When(Request(lines: new Pieces("cups", 9)) with { By = SupervisorRole, Overrides = [new(RuleIds.Bought, "please")] }, Now)
            .ThenRefused(ReturnReasons.OverrideDenied);
    }

    [Fact]
    public void A_part_can_be_sent_on_its_own() => Leaf("quality.part_missing").PartInstead.ShouldBeTrue();

    [Theory]
    [InlineData("\"code\": \"quality.rotten\"", "\"code\": \"rotten\"", "reasons[3].children[1].code")]
    [InlineData("\"reason\": \"Quality\", ", "", "reasons[3].children[0].reason")]
    [InlineData("\"pickupDays\": 5", "\"pickupDays\": 0", "pickupDays")]
    [InlineData("\"reasons\": [\"quality.rotten\"]", "\"reasons\": [\"quality.mould\"]", "scrapList[3].reasons")]
    [InlineData("\"evidence\": [\"ReturnSpecialist\"", "\"evidence\": [\"Gardener\"", "overrides.evidence")]
    [InlineData("\"window\": [\"AgentL2\"", "\"free\": [\"AgentL2\"", "overrides.free")]
    [InlineData("\"rate\": \"0%\"", "\"rate\": \"101%\"", "fee.rate")]
    public void A_policy_file_that_contradicts_itself_is_refused_with_the_place(string part, string instead, string place)
    {
        using var stream = typeof(ReturnsApp).Assembly.GetManifestResourceStream(
            typeof(ReturnsApp).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("returns.json", StringComparison.Ordinal)))!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        text.ShouldContain(part);
        Should.Throw<PolicyRefusedException>(() => PolicyText.Read<MerchantReturnPolicy>(text.Replace(part, instead), Now))
            .Problems.ShouldContain(problem => problem.Field == place);
    }
}
