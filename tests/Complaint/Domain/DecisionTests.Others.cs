using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.DecisionStory;
using Asked = Aftersales.Complaints.Domain.QuestionKind;
using Party = Aftersales.Complaints.Domain.QuestionParty;
using Verdict = Aftersales.Complaints.Domain.QuestionVerdict;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Handbook §3 and §4: invoices, returns, promises, people, questions of customers; and what holds for all.</summary>
public partial class DecisionTests
{
    [Theory]
    [InlineData(false, null, "补开", ResponsibleParty.Unspecified)]
    [InlineData(true, null, "漏开", ResponsibleParty.Warehouse)]
    [InlineData(true, "inv_1", "重开", ResponsibleParty.Unspecified)]
    public void R_INV_3_an_invoice_is_supplied_made_good_or_replaced(bool ticked, string? wrong, string word, ResponsibleParty party)
    {
        var story = Given(CaseType.Invoice).Paid().With(order => order with { InvoiceTicked = ticked }).Said(new() { WrongInvoice = wrong });
        story.Advice.ShouldNeed(CustomerFact.InvoiceTitle);
        story.Advice.Told.ShouldHaveSingleItem().Zh.ShouldContain(word);

        var ready = story.Said(new() { InvoiceTitle = "title_1", InvoiceKind = InvoiceKind.VatSpecial }).Advice;
        ready.Party.ShouldBe(party);
        var invoice = ready.Suggestions.ShouldHaveSingleItem().Remedies.ShouldHaveSingleItem().ShouldBeOfType<InvoiceRemedy>();
        (invoice.SavedTitle, invoice.Sort, invoice.Replaces).ShouldBe(("title_1", InvoiceKind.VatSpecial, wrong));
    }

    [Fact]
    public void R_REF_10_a_return_before_dispatch_is_a_refund() => Given(CaseType.ReturnRequest).Paid().Advice.ShouldOffer("L1 refund");

    [Fact]
    public void R_REF_10_a_return_on_the_way_is_refused_at_the_door()
    {
        var advice = Given(CaseType.ReturnRequest).Paid().Left().Advice;
        advice.Told.ShouldHaveSingleItem().Zh.ShouldContain("拒收");
        advice.ShouldOffer();
    }

    [Fact]
    public void R_RET_1_a_return_after_signing_is_a_return() => Arrived(CaseType.ReturnRequest).Advice.ShouldOffer("L1 return");

    [Fact]
    public void Section_9_a_broken_promise_is_named_and_the_page_looked_at()
    {
        var advice = Given(CaseType.PromiseBreach).Paid().Advice;
        advice.ShouldNeed(CustomerFact.Promise);
        advice.ShouldAsk((Party.Merchandising, Asked.Page));
        advice.ShouldOffer("L1 coupon", "L2 coupon", "L2 cash");
    }

    [Fact]
    public void Section_9_what_was_charged_too_much_is_made_good_on_top()
    {
        var advice = Cups(Given(CaseType.PromiseBreach), Money.Cny(30_00)).Paid()
            .But(c => c with { Exposures = [new(Violation.FreightCharged, 4, false, false, "request/1", "agent-1", Sample.Now)] })
            .Heard(Party.Merchandising, Asked.Page, Verdict.PageWrong).Advice;
        advice.ShouldNeed();
        advice.Party.ShouldBe(ResponsibleParty.Merchandising);
        advice.Tasks.ShouldBe([TaskKind.PageCorrection]);
        advice.ShouldOffer("L1 pricedifference", "L1 freight", "L1 coupon", "L2 coupon", "L2 cash");
    }

    [Fact]
    public void Section_9_a_page_that_is_correct_blames_nobody_yet() =>
        Given(CaseType.PromiseBreach).Paid().Heard(Party.Merchandising, Asked.Page, Verdict.PageCorrect).Advice.Party.ShouldBe(ResponsibleParty.Unspecified);

    [Fact]
    public void Conduct_whom_it_is_about_says_who_is_asked()
    {
        Given(CaseType.Conduct).Advice.ShouldNeed(CustomerFact.AboutCourier);
        Given(CaseType.Conduct).Said(new() { AboutCourier = YesNo.Yes }).Advice.ShouldAsk((Party.Courier, Asked.Conduct));
        Given(CaseType.Conduct).Said(new() { AboutCourier = YesNo.No }).Advice.ShouldAsk((Party.Service, Asked.Conduct));
    }

    [Theory]
    [InlineData(YesNo.Yes, Party.Courier, ResponsibleParty.Courier)]
    [InlineData(YesNo.No, Party.Service, ResponsibleParty.Agent)]
    public void Conduct_confirmed_is_apologised_for_and_attributed(YesNo aboutCourier, Party party, ResponsibleParty blamed)
    {
        var story = Given(CaseType.Conduct).Said(new() { AboutCourier = aboutCourier });
        var confirmed = story.Silent(party, Asked.Conduct).Advice;
        confirmed.Party.ShouldBe(blamed);
        confirmed.Tasks.Contains(TaskKind.CourierComplaint).ShouldBe(blamed == ResponsibleParty.Courier);
        confirmed.ShouldOffer("L1 coupon", "L2 coupon", "L2 cash");

        var denied = story.Heard(party, Asked.Conduct, Verdict.ConductDenied).Advice;
        denied.DisputedWith.ShouldBe(blamed);
        denied.Told.ShouldHaveSingleItem();
        denied.Conclusion.ShouldNotBeNull();
    }

    [Fact]
    public void Inquiry_is_answered() => Given(CaseType.Inquiry).Advice.Conclusion.ShouldNotBeNull();

    [Fact]
    public void A_refund_takes_the_freight_only_where_nothing_is_left_of_the_order()
    {
        var part = Given(CaseType.Oversold).Paid().Heard(Party.Platform, Asked.Shipping, Verdict.Unshippable);
        part.Advice.Suggestions[0].Remedies[0].ShouldBeOfType<RefundRemedy>().Freight.ShouldBeNull();
        var whole = part.About().Advice.Suggestions[0].Remedies[0].ShouldBeOfType<RefundRemedy>();
        whole.Lines.Length.ShouldBe(2);
        whole.Freight.ShouldBe(Money.Cny(10_00));
    }

    [Fact]
    public void The_newest_answer_counts() => Given(CaseType.ShortPick).Paid().Heard(Party.Warehouse, Asked.Restock, Verdict.NotRestocked)
        .Heard(Party.Warehouse, Asked.Restock, Verdict.Restocked).Advice.ShouldOffer();

    [Theory]
    [InlineData(CaseStage.Resolving)]
    [InlineData(CaseStage.Resolved)]
    [InlineData(CaseStage.Closed)]
    public void A_case_that_is_being_carried_out_or_over_needs_no_advice(CaseStage stage) =>
        Given(CaseType.ShortPick).But(c => c with { Stage = stage }).Advice.ShouldBe(Advice.None);

    [Fact]
    public void Every_type_says_something_in_the_customers_words_and_never_cancel()
    {
        var said = new List<Saying>();
        foreach (var type in Enum.GetValues<CaseType>().Where(type => type != CaseType.Unspecified))
        {
            var story = Given(type, photo: true).Paid();
            foreach (var one in new[] { story, story.Left(), story.Left().Signed() })
            {
                var advice = one.Advice;
                said.AddRange([.. advice.Told, .. advice.Needs.Select(n => n.Why), .. advice.Suggestions.Select(s => s.Why), .. advice.Conclusion is { } end ? [end] : (Saying[])[]]);
                (advice.Questions.Length + advice.Needs.Length + advice.Told.Length + advice.Suggestions.Length + (advice.Conclusion is null ? 0 : 1)).ShouldBeGreaterThan(0, $"{type}");
            }
        }

        said.ShouldAllBe(saying => saying.Zh.Length > 0 && saying.En.Length > 0 && !saying.Zh.Contains("取消") && !saying.En.Contains("cancel", StringComparison.OrdinalIgnoreCase));
    }
}
