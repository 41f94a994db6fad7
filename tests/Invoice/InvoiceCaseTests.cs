using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using static Aftersales.Invoices.InvoiceWorld;
using Duration = NodaTime.Duration;

namespace Aftersales.Invoices;

/// <summary>R-INV-3 end to end: each case of a request on its way to the customer.</summary>
public sealed class InvoiceCaseTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_3_ticked_at_the_order_is_requested_by_itself_and_gets_its_title_once_somebody_asks(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-1", paid: false, ticked: true);
        (await world.Buyer.ListInvoicesAsync(new())).Invoices.ShouldBeEmpty();
        await world.Order("o-1", version: 2, ticked: true);
        var ticked = (await world.Buyer.ListInvoicesAsync(new())).Invoices.ShouldHaveSingleItem();
        (ticked.Case, ticked.State, ticked.Total, ticked.TitleMasked, ticked.WaitsFor).ShouldBe(
            (InvoiceCase.AtOrder, InvoiceState.Requested, Cny(16799), "", InvoiceWaitsFor.Title));
        await Refused(() => world.Specialist.CheckInvoiceAsync(new() { RequestId = Id(), InvoiceId = ticked.InvoiceId }), StatusCode.FailedPrecondition, "TITLE_MISSING");

        var asked = await world.Request("o-1");
        (asked.InvoiceId, asked.Case, asked.TitleMasked, asked.PostageBorneBy).ShouldBe((ticked.InvoiceId, InvoiceCase.AtOrder, "欧**", ResponsibleParty.Unspecified));
        (await world.Issue(asked)).State.ShouldBe(InvoiceState.Issued);

        // Ticked, sent without it, and missed: the warehouse bears the postage. Unticked in the latest version: nothing was missed.
        await world.Order("o-2", ticked: true, dispatched: true);
        var missed = await world.Request("o-2");
        (missed.Case, missed.PostageBorneBy).ShouldBe((InvoiceCase.Missed, ResponsibleParty.Warehouse));
        await world.Order("o-2", version: 2, ticked: false, dispatched: true);
        (await world.Check(missed)).Case.ShouldBe(InvoiceCase.Supplement);

        await world.Order("o-3", ticked: true);
        await world.Order("o-3", version: 2, ticked: false);
        (await world.Buyer.ListInvoicesAsync(new() { OrderId = "o-3" })).Invoices.Single().State.ShouldBe(InvoiceState.Withdrawn);
        (await world.Request("o-3")).Case.ShouldBe(InvoiceCase.Supplement);
    }

    [Fact]
    public async Task R_INV_3_what_is_ticked_goes_to_the_customers_default_title()
    {
        await using var world = await Start("sqlite");
        await world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = Company, IsDefault = true });
        await world.Order("o-1", ticked: true);

        var ticked = (await world.Buyer.ListInvoicesAsync(new())).Invoices.Single();
        (ticked.TitleMasked, ticked.Kind, ticked.WaitsFor).ShouldBe(("鼓**", InvoiceKind.Digital, InvoiceWaitsFor.Nothing));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_3_a_wrong_one_comes_back_is_red_lettered_and_replaced_and_the_postage_is_paid_back(string database)
    {
        await using var world = await Start(database);
        var wrong = await world.Issued("o-1");
        await world.Accepted(Refund("o-1", "r-1", goods: 3333, quantity: 1));
        var request = new RequestInvoiceRequest { RequestId = Id(), OrderId = "o-1", Kind = InvoiceKind.Ordinary, Title = Company, ReplacesInvoiceId = wrong.InvoiceId };
        var right = (await world.Buyer.RequestInvoiceAsync(request)).Invoice;
        (right.State, right.Case, right.WaitsFor, right.Total).ShouldBe((InvoiceState.AwaitingOriginal, InvoiceCase.Wrong, InvoiceWaitsFor.Original, Cny(13466)));
        var twice = await Refused(() => world.Buyer.RequestInvoiceAsync(new(request) { RequestId = Id() }), StatusCode.AlreadyExists, "ALREADY_INVOICED");
        ErrorDetails.From(twice)!.Info!.Metadata["invoice_id"].ShouldBe(right.InvoiceId);

        (await world.Buyer.RecordOriginalSentAsync(new() { RequestId = Id(), InvoiceId = right.InvoiceId, TrackingNo = "SF1" })).Invoice.Original.TrackingNo.ShouldBe("SF1");
        await world.Host.Advance(Duration.FromDays(2));
        world.Refunds.Outages = 4;
        var arrived = (await world.Specialist.RecordOriginalArrivalAsync(new() { RequestId = Id(), InvoiceId = right.InvoiceId, Fault = InvoiceFault.Merchant })).Invoice;
        arrived.DueTime.ToDateTimeOffset().ShouldBe(BusinessCalendarOf(world.Host.Now));
        await world.Host.Drain();

        var postage = world.Refunds.Asked.Values.ShouldHaveSingleItem();
        (postage.Cause.Kind, postage.Cause.Id, postage.OrderId, postage.InvoicePostage).ShouldBe((CauseKind.InvoicePostage, right.InvoiceId, "o-1", Cny(500)));
        (await world.Get(right)).Original.PostageRefundId.ShouldBe($"rfd_{right.InvoiceId}");

        var old = await world.Get(wrong);
        var red = old.RedLetters[^1];
        (old.State, red.Reason, red.Total, red.RefundId, old.Left).ShouldBe((InvoiceState.RedLettered, RedLetterReason.IssuedWrongly, Cny(13466), "", Cny(0)));
        (await world.AtTaxPlatform(red.RedLetterId))["reason"]!.GetValue<string>().ShouldBe("ISSUED_WRONGLY");

        // A refund now reduces the new one.
        await world.Accepted(Refund("o-1", "r-2", goods: 3333, quantity: 1));
        (await world.Issue(right)).Total.ShouldBe(Cny(10133));
        world.Host.Published.Count(e => e.Type == InvoiceOriginalReceived.Descriptor.FullName).ShouldBe(1);
    }

    [Fact]
    public async Task R_INV_3_a_wrong_digital_one_needs_no_way_back_and_one_that_was_the_customers_mistake_no_postage()
    {
        await using var world = await Start("sqlite");
        var wrong = await world.Issued("o-1", InvoiceKind.Digital);
        var right = (await world.Buyer.RequestInvoiceAsync(
            new() { RequestId = Id(), OrderId = "o-1", Kind = InvoiceKind.Digital, Title = Company, ReplacesInvoiceId = wrong.InvoiceId })).Invoice;
        (right.State, right.Original).ShouldBe((InvoiceState.Requested, null));
        await world.Host.Drain();
        (await world.Issue(right)).Total.ShouldBe(Cny(16799));

        var paper = await world.Issued("o-2");
        var next = (await world.Buyer.RequestInvoiceAsync(
            new() { RequestId = Id(), OrderId = "o-2", Kind = InvoiceKind.Ordinary, Title = Company, ReplacesInvoiceId = paper.InvoiceId })).Invoice;
        await world.Specialist.RecordOriginalArrivalAsync(new() { RequestId = Id(), InvoiceId = next.InvoiceId, Fault = InvoiceFault.Customer });
        await world.Host.Drain();
        world.Refunds.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task R_CLK_4_an_original_that_never_comes_is_reminded_of_twice_and_then_the_old_one_stands()
    {
        await using var world = await Start("sqlite");
        var wrong = await world.Issued("o-1");
        var right = (await world.Buyer.RequestInvoiceAsync(
            new() { RequestId = Id(), OrderId = "o-1", Kind = InvoiceKind.Ordinary, Title = Company, ReplacesInvoiceId = wrong.InvoiceId })).Invoice;
        await world.Host.Advance(Duration.FromDays(8));
        await world.Host.Advance(Duration.FromDays(8));
        (await world.Get(right)).Original.Reminders.ShouldBe(2);
        await world.Host.Advance(Duration.FromDays(8));

        (await world.Get(right)).State.ShouldBe(InvoiceState.Withdrawn);
        (await world.Get(wrong)).State.ShouldBe(InvoiceState.Issued);
        world.Host.Published.Count(e => e.Type == InvoiceOriginalAwaited.Descriptor.FullName).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_1_a_VAT_special_invoice_waits_for_the_orders_receipt_and_has_a_date_all_the_same(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-1");
        var invoice = await world.Request("o-1", InvoiceKind.VatSpecial, Company);
        (invoice.WaitsFor, invoice.Case).ShouldBe((InvoiceWaitsFor.Receipt, InvoiceCase.VatSpecial));
        invoice.DueTime.ToDateTimeOffset().ShouldBe(EndOfDay(world.Host.Now, 21));
        var waits = await Refused(() => world.Specialist.CheckInvoiceAsync(new() { RequestId = Id(), InvoiceId = invoice.InvoiceId }), StatusCode.FailedPrecondition, "INVOICE_STATE_INVALID");
        ErrorDetails.From(waits)!.Info!.Metadata["waits_for"].ShouldBe("RECEIPT");

        await world.Host.Advance(Duration.FromDays(3));
        await world.Order("o-1", version: 2, signed: true);
        var received = await world.Get(invoice);
        received.WaitsFor.ShouldBe(InvoiceWaitsFor.Nothing);
        received.DueTime.ToDateTimeOffset().ShouldBe(EndOfDay(world.Host.Now, 14));
        (await world.Issue(invoice)).Number.Length.ShouldBe(20);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_5_what_the_supervisor_does_not_approve_says_why_is_put_right_and_comes_again(string database)
    {
        await using var world = await Start(database);
        var good = await world.Checked("o-1");
        var bad = await world.Checked("o-2");
        var batch = await world.Batched(good);
        var sent = new SentBackItem { InvoiceId = bad.InvoiceId, Reason = "title is a shop's nickname" };
        var approved = (await world.Supervisor.ApproveInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batch, SentBack = { sent } })).Batch;
        approved.Items.Single(item => item.InvoiceId == bad.InvoiceId).SentBackReason.ShouldBe(sent.Reason);
        await world.Host.Drain();
        await world.Release(batch);
        (await world.Get(good)).State.ShouldBe(InvoiceState.Issued);
        var back = await world.Get(bad);
        (back.State, back.SentBackReason, back.BatchId).ShouldBe((InvoiceState.Requested, sent.Reason, ""));

        var corrected = (await world.Specialist.CorrectInvoiceAsync(new() { RequestId = Id(), InvoiceId = bad.InvoiceId, Title = Company, Kind = InvoiceKind.Digital })).Invoice;
        (corrected.TitleMasked, corrected.Kind, corrected.Total).ShouldBe(("鼓**", InvoiceKind.Digital, Cny(16799)));
        (await world.Issue(bad)).State.ShouldBe(InvoiceState.Issued);
        await Refused(
            () => world.Specialist.CorrectInvoiceAsync(new() { RequestId = Id(), InvoiceId = bad.InvoiceId, Title = Person }), StatusCode.FailedPrecondition, "INVOICE_STATE_INVALID");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_CLK_4_an_invoice_is_called_to_mind_before_its_date_and_listed_after_it_until_it_is_delivered(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Issued("o-1");
        await world.Host.MoveTo(Instant.FromDateTimeOffset(invoice.DueTime.ToDateTimeOffset()) - Duration.FromHours(24));
        world.Host.Last<InvoiceDueSoon>().Invoice.InvoiceId.ShouldBe(invoice.InvoiceId);
        (await world.Specialist.ListInvoicesAsync(new() { Overdue = true })).Invoices.ShouldBeEmpty();
        await world.Host.Advance(Duration.FromHours(24));
        (await world.Specialist.ListInvoicesAsync(new() { Overdue = true })).Invoices.ShouldHaveSingleItem().Overdue.ShouldBeTrue();
        world.Host.Last<InvoiceOverdue>().Invoice.OrderId.ShouldBe("o-1");

        var deliver = new DeliverInvoiceRequest { RequestId = Id(), InvoiceId = invoice.InvoiceId, Medium = DeliveryMedium.Parcel, Reference = "SF2" };
        (await world.Specialist.DeliverInvoiceAsync(deliver)).Invoice.State.ShouldBe(InvoiceState.Delivered);
        (await world.Specialist.ListInvoicesAsync(new() { Overdue = true })).Invoices.ShouldBeEmpty();
        await Refused(
            () => world.Specialist.DeliverInvoiceAsync(new(deliver) { RequestId = Id(), Reference = "SF3" }), StatusCode.FailedPrecondition, "INVOICE_STATE_INVALID");
        await Refused(() => world.Buyer.ListInvoicesAsync(new() { Overdue = true }), StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Fact]
    public async Task R_INV_1_a_refusal_that_an_agent_recorded_is_six_points_of_exposure()
    {
        await using var world = await Start("sqlite");
        var agent = world.Client("an", Role.AgentL1);
        await Refused(() => agent.RecordInvoiceBreachAsync(new() { RequestId = Id(), OrderId = "o-1", Breach = InvoiceBreach.Refused }), StatusCode.Unavailable, "ORDER_NOT_YET_KNOWN");
        await world.Order("o-1");
        (await agent.RecordInvoiceBreachAsync(new() { RequestId = Id(), OrderId = "o-1", Breach = InvoiceBreach.Refused })).Points.ShouldBe(6);
        (await agent.RecordInvoiceBreachAsync(new() { RequestId = Id(), OrderId = "o-1", Breach = InvoiceBreach.FeeCharged })).Points.ShouldBe(12);
        await world.Host.Drain();
        var told = world.Host.Last<InvoiceBreachRecorded>();
        (told.OrderId, told.CustomerId, told.Breach, told.Points, told.PersonId).ShouldBe(("o-1", Customer, InvoiceBreach.FeeCharged, 6, "an"));
    }

    private static DateTimeOffset EndOfDay(Instant now, int days) => Kernel.BusinessCalendar.Default.EndOfDay(now, days).ToDateTimeOffset();

    private static DateTimeOffset BusinessCalendarOf(Instant now) => Kernel.BusinessCalendar.Default.AfterWorkingDays(now, 5).ToDateTimeOffset();
}
