using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.DecisionStory;
using Asked = Aftersales.Complaints.Domain.QuestionKind;
using Party = Aftersales.Complaints.Domain.QuestionParty;
using Verdict = Aftersales.Complaints.Domain.QuestionVerdict;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Handbook §4: what was in the parcel, and what it cost.</summary>
public partial class DecisionTests
{
    private static DecisionStory Arrived(CaseType type, bool photo = false) => Given(type, photo).Paid().Left().Signed();

    [Fact]
    public void Missing_item_the_warehouse_is_asked_split_or_short() =>
        Arrived(CaseType.MissingItem).Advice.ShouldAsk((Party.Warehouse, Asked.ParcelContent));

    [Fact]
    public void Missing_item_split_watches_the_other_parcel()
    {
        var advice = Arrived(CaseType.MissingItem).Heard(Party.Warehouse, Asked.ParcelContent, Verdict.Split).Advice;
        advice.Told.ShouldHaveSingleItem();
        advice.ShouldOffer();
    }

    [Theory]
    [InlineData(Verdict.Short, ResponsibleParty.Warehouse, ResponsibleParty.Unspecified)]
    [InlineData(Verdict.Complete, ResponsibleParty.Unspecified, ResponsibleParty.Warehouse)]
    public void Missing_item_short_or_denied_the_customer_is_believed(Verdict verdict, ResponsibleParty blamed, ResponsibleParty disputes)
    {
        var story = Arrived(CaseType.MissingItem).Heard(Party.Warehouse, Asked.ParcelContent, verdict);
        story.Advice.ShouldNeed(CustomerFact.Choice);
        story.Advice.ShouldOffer("L1 refund");
        (story.Advice.Party, story.Advice.DisputedWith).ShouldBe((blamed, disputes));
        story.Said(new() { Choice = CustomerChoice.Refund, ClaimsCompensation = YesNo.Yes }).Advice.ShouldOffer("L1 refund+coupon", "L2 refund+coupon");

        var reship = story.Said(new() { Choice = CustomerChoice.Reship });
        reship.Advice.ShouldNeed(CustomerFact.CannotReorder);
        reship.Advice.ShouldOffer();
        reship.Said(new() { CannotReorder = YesNo.Yes }).Advice.ShouldOffer("L1 replacement");
        reship.Said(new() { CannotReorder = YesNo.Yes, ClaimsCompensation = YesNo.Yes }).Advice.ShouldOffer("L1 replacement+coupon");
    }

    [Fact]
    public void R_CLK_4_missing_item_a_silent_warehouse_packed_short() =>
        Arrived(CaseType.MissingItem).Silent(Party.Warehouse, Asked.ParcelContent).Advice.Party.ShouldBe(ResponsibleParty.Warehouse);

    [Theory]
    [InlineData(CaseType.Damaged)]
    [InlineData(CaseType.WrongItem)]
    [InlineData(CaseType.Quality)]
    public void R_CASE_1_goods_that_have_to_be_seen_wait_for_a_photo(CaseType type)
    {
        var advice = Arrived(type).But(c => c with { Stage = CaseStage.AwaitingEvidence }).Advice;
        advice.ShouldNeed(CustomerFact.Photos);
        advice.ShouldAsk();
        advice.ShouldOffer();
    }

    [Fact]
    public void R_RET_4_damaged_goods_come_back_or_are_scrapped_or_kept_with_a_coupon()
    {
        var story = Arrived(CaseType.Damaged, photo: true);
        story.Advice.ShouldOffer([.. ReturnAndMore, "L1 coupon", "L2 coupon"]);
        story.Said(new() { WantsGoods = YesNo.Yes }).Advice.ShouldOffer(["L1 exchange+coupon", .. ReturnAndMore, "L1 coupon", "L2 coupon"]);
    }

    [Fact]
    public void Wrong_item_the_warehouse_checks_the_barcode() =>
        Arrived(CaseType.WrongItem, photo: true).Advice.ShouldAsk((Party.Warehouse, Asked.Barcode));

    [Fact]
    public void Wrong_item_another_barcode_is_the_warehouses_fault()
    {
        var story = Arrived(CaseType.WrongItem, photo: true).Heard(Party.Warehouse, Asked.Barcode, Verdict.BarcodeDiffers);
        story.Advice.Party.ShouldBe(ResponsibleParty.Warehouse);
        story.Advice.ShouldOffer(["L1 exchange+coupon", .. ReturnAndMore]);
        story.Said(new() { Choice = CustomerChoice.Refund }).Advice.ShouldOffer(ReturnAndMore);
    }

    [Fact]
    public void Wrong_item_the_orders_barcode_is_merchandisings_fault_and_the_page_is_corrected()
    {
        var advice = Arrived(CaseType.WrongItem, photo: true).Heard(Party.Warehouse, Asked.Barcode, Verdict.BarcodeEqual).Advice;
        advice.Party.ShouldBe(ResponsibleParty.Merchandising);
        advice.Tasks.ShouldBe([TaskKind.PageCorrection]);
        advice.ShouldOffer(ReturnAndMore);
    }

    [Fact]
    public void R_CLK_4_wrong_item_a_silent_warehouse_sent_another() =>
        Arrived(CaseType.WrongItem, photo: true).Silent(Party.Warehouse, Asked.Barcode).Advice.Party.ShouldBe(ResponsibleParty.Warehouse);

    [Fact]
    public void Quality_is_remedied_as_damaged_while_the_supplier_is_asked()
    {
        var advice = Arrived(CaseType.Quality, photo: true).Advice;
        advice.ShouldAsk((Party.Supplier, Asked.Quality));
        advice.ShouldOffer([.. ReturnAndMore, "L1 coupon", "L2 coupon"]);
    }

    [Theory]
    [InlineData(Verdict.DefectConfirmed, ResponsibleParty.Supplier, ResponsibleParty.Unspecified)]
    [InlineData(Verdict.DefectDenied, ResponsibleParty.Unspecified, ResponsibleParty.Supplier)]
    public void Quality_the_suppliers_verdict_says_who_bears_it(Verdict verdict, ResponsibleParty blamed, ResponsibleParty disputes)
    {
        var advice = Arrived(CaseType.Quality, photo: true).Heard(Party.Supplier, Asked.Quality, verdict).Advice;
        (advice.Party, advice.DisputedWith).ShouldBe((blamed, disputes));
        advice.Suggestions.ShouldNotBeEmpty();
    }

    private static DecisionStory Limited(int most) => Given(CaseType.Price) with { Policy = new(Sample.Policy.Decisions.DeliveryPromise, [new("CUP", most)]) };

    private static DecisionStory Cups(DecisionStory story, Money? promised = null) => story.With(order => order with
    {
        Lines = [order.Lines[0] with { Sku = "CUP", Promised = promised }, order.Lines[1]],
    });

    [Fact]
    public void Price_more_pieces_than_the_limit_is_explained_and_closed()
    {
        var advice = Cups(Limited(2)).Paid().Advice;
        advice.Conclusion.ShouldNotBeNull();
        advice.ShouldAsk();
        advice.ShouldOffer();
    }

    [Fact]
    public void Price_within_the_orders_limit_the_platform_tells_of_earlier_orders()
    {
        var story = Cups(Limited(3)).Paid();
        story.Advice.ShouldAsk((Party.Platform, Asked.PurchaseHistory));
        story.Heard(Party.Platform, Asked.PurchaseHistory, Verdict.OverLimit).Advice.Conclusion.ShouldNotBeNull();
        story.Silent(Party.Platform, Asked.PurchaseHistory).Advice.Conclusion!.En.ShouldContain("promised");
    }

    [Fact]
    public void R_COMP_5_price_paid_too_much_is_refunded_exactly()
    {
        var story = Cups(Given(CaseType.Price), Money.Cny(30_00)).Paid();
        story.Advice.ShouldOffer("L1 pricedifference");
        story.Advice.Party.ShouldBe(ResponsibleParty.Merchandising);
        Cups(Given(CaseType.Price), Money.Cny(40_00)).Paid().Advice.Conclusion.ShouldNotBeNull();
    }

    [Fact]
    public void Price_unpaid_the_customer_holds_and_the_platform_is_told()
    {
        var story = Given(CaseType.Price);
        story.Advice.ShouldAsk((Party.Platform, Asked.Page));
        story.Advice.Told.ShouldHaveSingleItem();
        story.Advice.ShouldOffer("L1 coupon", "L2 coupon");
        story.Heard(Party.Platform, Asked.Page, Verdict.PageCorrect).Advice.Conclusion.ShouldNotBeNull();

        var wrong = story.Heard(Party.Platform, Asked.Page, Verdict.PageWrong).Advice;
        wrong.Tasks.ShouldBe([TaskKind.PageCorrection]);
        wrong.ShouldOffer("L1 coupon", "L2 coupon");
    }
}
