using Aftersales.Complaints.Domain;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>What a case is found by.</summary>
public class SearchWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ,。! a 7", "")]
    [InlineData("Broken CUP, broken cup", "broken cup")]
    [InlineData("杯子碎了", "杯子 子碎 碎了")]
    [InlineData("碎", "碎")]
    [InlineData("我的手机是13800138000，坏", "我的 的手 手机 机是 13800138000 坏")]
    [InlineData("ＰＳ５坏了", "ps5 坏了")]
    [InlineData("𠮷野家 café", "𠮷野 野家 café")]
    public void Words_are_runs_of_letters_and_pairs_of_Chinese_characters(string text, string words) =>
        string.Join(' ', SearchWords.Of(text, 100)).ShouldBe(words);

    [Fact]
    public void A_text_has_so_many_words_at_most() => SearchWords.Of("one two three two four", 3).ShouldBe(["one", "two", "three"]);

    [Fact]
    public void Repeats_add_their_words_within_the_bound_of_the_case()
    {
        var open = Open(CaseType.MissingItem) with { Words = ["a", "b"] };
        var story = new CaseStory(null, Now).After(open);
        var repeated = story.After(new CaseCommand.Repeat(Sealed, [], Facts, AtWork) { Words = ["b", "c"] });
        repeated.State!.Words.ShouldBe(["a", "b", "c"]);
        var many = Enumerable.Range(0, 100).Select(n => $"w{n}");
        repeated.After(new CaseCommand.Repeat(Sealed, [], Facts, AtWork) { Words = [.. many] }).State!.Words.Length.ShouldBe(Policy.Search.WordsPerCase);
    }

    [Fact]
    public void A_filter_lets_through_what_fits_all_of_it()
    {
        var state = new CaseStory(null, Now).After(Open(CaseType.MissingItem) with { Words = ["a", "b"] }).State!;
        var all = new CaseFilter
        {
            Order = Order,
            Customer = Buyer.Id,
            Owner = state.Owner,
            Type = CaseType.MissingItem,
            Stage = CaseStage.Open,
            Tier = state.Tier,
            Severity = state.Severity,
            Channel = Channel.App,
            From = Now,
            Until = Now + Duration.FromSeconds(1),
            Words = ["b"],
        };
        new CaseFilter().Matches(state).ShouldBeTrue();
        all.Matches(state).ShouldBeTrue();
        CaseFilter[] others =
        [
            all with { Order = "other" }, all with { Customer = "other" }, all with { Owner = "other" }, all with { Type = CaseType.Damaged },
            all with { Stage = CaseStage.Closed }, all with { Tier = Tier.Platform }, all with { Severity = Severity.Critical }, all with { Channel = Channel.Web },
            all with { From = Now + Duration.Epsilon }, all with { Until = Now }, all with { Words = ["b", "c"] },
        ];
        others.ShouldAllBe(other => !other.Matches(state));
    }
}
