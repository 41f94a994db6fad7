using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>What customers are told: when, and in which words.</summary>
public class MessageTests
{
    private static readonly string BuiltIn = ReadBuiltIn();
    private static readonly MerchantMessagePolicy Templates = PolicyText.Read<MerchantMessagePolicy>(BuiltIn, Now);

    public static IEnumerable<object[]> Occasions => Enum.GetValues<Occasion>().Select(occasion => new object[] { occasion });

    [Theory, MemberData(nameof(Occasions))]
    public void Every_template_is_filled_with_all_its_facts_in_both_languages(Occasion occasion)
    {
        ImmutableArray<Fact> facts = [.. occasion.Facts().Where(name => name != "words").Select(name => new Fact(name, new($"甲{name}", $"en-{name}")))];
        var message = Composition.Compose(new(occasion, facts), "said by somebody", Templates);
        foreach (var text in new[] { message.Subject.Zh, message.Subject.En, message.Text.Zh, message.Text.En })
        {
            text.ShouldNotBeNullOrWhiteSpace();
            text.ShouldNotContain("{");
            Templates.Banned(text).ShouldBeNull("handbook §4: \"refund\", never \"cancel\"");
        }

        message.Text.Zh.ShouldContain("甲");
        message.Text.En.ShouldContain("en-");
        message.Text.Zh.ShouldNotContain("en-");
        message.Text.En.ShouldNotContain("甲");
    }

    [Theory]
    [InlineData("\"subject\": \"已收到您的反馈\"", "\"subject\": \"{nobody}\"", "templates.CaseOpened.zh.subject", "{nobody} is not known")]
    [InlineData("\"subject\": \"We have your report\"", "\"subject\": \" \"", "templates.CaseOpened.en.subject", "letters")]
    [InlineData("\"subject\": \"已收到您的反馈\"", "\"subject\": \"已取消\"", "templates.CaseOpened.zh.subject", "取消")]
    [InlineData("\"subject\": \"We have your report\"", "\"subject\": \"Cancelled\"", "templates.CaseOpened.en.subject", "cancel")]
    [InlineData("\"subject\": \"We have your report\"", "\"subject\": \"We {have\"", "templates.CaseOpened.en.subject", "brace")]
    [InlineData("we offer: {offer}.", "we offer something.", "templates.OfferMade.en.text", "lacks {offer}")]
    [InlineData("\"RepairSentBack\"", "\"CaseOpen\"", "templates.CaseOpen", "")]
    [InlineData("\"validFor\": \"7:00:00:00\"", "\"validFor\": \"0:00:00:01\"", "validFor", "between")]
    public void Templates_that_cannot_be_meant_never_come_into_force(string said, string instead, string field, string why)
    {
        BuiltIn.ShouldContain(said);
        var refused = Should.Throw<PolicyRefusedException>(() => PolicyText.Read<MerchantMessagePolicy>(BuiltIn.Replace(said, instead, StringComparison.Ordinal), Now));
        refused.Problems.ShouldContain(problem => problem.Field == field && problem.Description.Contains(why));
    }

    [Fact]
    public void A_missing_template_and_a_missing_language_are_named()
    {
        MessageCheck.Problems(Templates with { Templates = Templates.Templates.Remove(Occasion.OfferMade) }).Single().Field.ShouldBe("templates.OfferMade");
        var shortened = BuiltIn.Replace("\"en\": { \"subject\": \"Our offer\"", "\"fr\": { \"subject\": \"Our offer\"", StringComparison.Ordinal);
        Should.Throw<PolicyRefusedException>(() => PolicyText.Read<MerchantMessagePolicy>(shortened, Now)).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void R_CLK_2_who_reports_something_is_told_what_happens_next_and_by_when()
    {
        var opened = Told(null, CaseStory.Open(CaseType.MissingItem));
        opened.Text.Zh.ShouldBe($"您好，已收到您关于订单{Order}的反馈（包裹少件），受理编号{CaseId}。\n我们最迟2026年6月2日24:00给您答复。在此之前您无需再做什么。");
        opened.Text.En.ShouldContain("by 24:00 on 2 June 2026");
        Told(null, CaseStory.Open(CaseType.Damaged)).Subject.En.ShouldBe("Please send us photos");
    }

    [Fact]
    public void R_ESC_2_an_offer_says_what_is_offered_and_until_when()
    {
        var story = CaseStory.Opened();
        var offered = Told(story, CaseStory.Offer(
            "o1", Agent, new ReturnRemedy([Line("1", 2)], null), new CompensationRemedy(GrantKind.Coupon, Money.Cny(10_50)), new RefundRemedy([], Money.Cny(8_00))));
        offered.Text.Zh.ShouldContain("退货退款（第1行商品2件）；10.50元优惠券；退还运费8.00元");
        offered.Text.En.ShouldContain("a refund once the goods are returned (2 of line 1); a coupon of CNY 10.50; a refund of the freight, CNY 8.00");
        offered.Text.Zh.ShouldContain("2026年6月5日09:00");
        offered.Text.En.ShouldNotContain("\n\n", Shouldly.Case.Sensitive, "no line stays empty where nobody wrote a note");
    }

    [Fact]
    public void R_CLK_2_what_is_promised_is_told_with_its_time_and_the_words_of_whoever_promises()
    {
        var promised = Last(CaseStory.Opened(), ConversationTests.Promising(PromiseKind.CallBack, Now + Duration.FromHours(2)) with { Note = Sealed });
        (promised.Occasion, promised.Words.Single(), promised.Until).ShouldBe((Occasion.PromiseMade, Sealed, Now + Duration.FromHours(2)));
        var message = Composition.Compose(promised, "下午我们的主管会联系您", Templates);
        message.Text.Zh.ShouldContain($"最迟{Spoken.Time(Now + Duration.FromHours(2)).Zh}给您回电。\n下午我们的主管会联系您");
        Composition.Compose(promised, "", Templates).Text.En.ShouldEndWith($"call you back by {Spoken.Time(Now + Duration.FromHours(2)).En}.");
        Composition.Forbids(promised, Composition.Compose(promised, "订单已取消", Templates), Templates)!.Fields.Single().Field.ShouldBe("note");
    }

    [Fact]
    public void R_QLT_4_who_said_nothing_gets_the_survey_s_link_where_there_is_a_page()
    {
        var closed = CaseStory.Opened().After(new CaseCommand.Withdraw(Buyer));
        var asked = Last(closed, new CaseCommand.FinishAsking("srv_1", new("sealed link"), Now + Duration.FromDays(14)));
        (asked.Occasion, asked.Words.Single(), asked.Until).ShouldBe((Occasion.SurveyAsked, new("sealed link"), Now + Duration.FromDays(14)));
        closed.When(new CaseCommand.FinishAsking("srv_1", SealedText.Empty, Now)).Events.Select(e => Tellings.Of(e, closed.State!, 7)).ShouldBe([null]);
    }

    [Fact]
    public void Of_one_decision_the_customer_hears_once_the_last_that_concerns_them()
    {
        var offered = CaseStory.Opened().After(CaseStory.Offer("o1", Agent));
        Last(offered, new CaseCommand.DeclineOffer(Buyer, "o1", SealedText.Empty, AtWork)).Occasion.ShouldBe(Occasion.CaseEscalated);
        Last(offered.Later(Duration.FromHours(1)), CaseStory.Offer("o2", Agent)).Occasion.ShouldBe(Occasion.OfferMade);
    }

    [Fact]
    public void R_ESC_3_a_rejection_is_told_with_its_reason_which_is_in_no_fact()
    {
        var telling = Last(CaseStory.Opened(), new CaseCommand.Reject(Agent, new("sealed words"), "digest"));
        telling.Words.ShouldBe([new("sealed words")]);
        telling.Facts.ShouldAllBe(fact => fact.Name != "words" && !fact.Value.Zh.Contains("sealed", StringComparison.Ordinal));
        var message = Composition.Compose(telling, "超过限购数量", Templates);
        message.Text.Zh.ShouldContain("原因：超过限购数量");
        Composition.Forbids(telling, message, Templates).ShouldBeNull();
        Composition.Forbids(telling, Composition.Compose(telling, "订单已取消", Templates), Templates)!.Metadata["word"].ShouldBe("取消");
    }

    [Fact]
    public void What_stands_in_a_fact_is_not_filled_in_its_turn()
    {
        var telling = Last(CaseStory.Opened(), new CaseCommand.Reject(Agent, new("x"), "digest"));
        Composition.Compose(telling, "{case} {nobody}", Templates).Text.En.ShouldContain("The reason: {case} {nobody}");
    }

    [Fact]
    public void R_CLK_3_silence_is_followed_by_reminders_and_an_end_that_are_told()
    {
        var waiting = CaseStory.Opened(CaseType.Damaged);
        var told = new List<Occasion>();
        while (waiting.State!.Stage != CaseStage.Closed)
        {
            waiting = waiting with { At = waiting.State.Clock!.Due };
            told.Add(Last(waiting, new CaseCommand.Tick(AtWork)).Occasion);
            waiting = waiting.After(new CaseCommand.Tick(AtWork));
        }

        told.ShouldBe([Occasion.EvidenceReminder, Occasion.EvidenceReminder, Occasion.CaseExpired]);
    }

    private static Message Told(CaseStory? story, CaseCommand command)
    {
        var telling = Last(story ?? new(null, Now), command);
        return Composition.Compose(telling, "", Templates);
    }

    private static Telling Last(CaseStory story, CaseCommand command)
    {
        var (state, last) = (story.State, (Telling?)null);
        foreach (var happened in story.When(command).Events)
        {
            state = CaseEvolution.Evolve(state, happened);
            last = Tellings.Of(happened, state, reopenDays: 7) ?? last;
        }

        return last.ShouldNotBeNull();
    }

    private static string ReadBuiltIn()
    {
        using var stream = typeof(MerchantMessagePolicy).Assembly.GetManifestResourceStream("Aftersales.Complaints.Policy.messages.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
