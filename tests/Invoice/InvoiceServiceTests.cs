using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Invoices.InvoiceWorld;

namespace Aftersales.Invoices;

public sealed class InvoiceServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_7_requested_checked_batched_at_17_00_approved_released_issued(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-1", signed: true);
        var invoice = await world.Request("o-1", InvoiceKind.VatSpecial, Company);
        (invoice.State, invoice.Total.MinorUnits, invoice.TitleMasked, invoice.TaxpayerNumberMasked).ShouldBe((InvoiceState.Requested, 16799L, "鼓**", "***0Y43"));
        invoice.Lines.Sum(line => line.Net.MinorUnits + line.Tax.MinorUnits).ShouldBe(16799);
        invoice.Lines.Select(line => (line.LineId, line.Content, line.RateBasisPoints)).ShouldBe([("a", "食品", 1300), ("b", "酒", 1300), ("freight", "运费", 900)]);

        (await world.Check(invoice)).State.ShouldBe(InvoiceState.Checked);
        await world.Host.Advance(NodaTime.Duration.FromMinutes(8 * 60 - 1));
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Checked);
        await world.Host.Advance(NodaTime.Duration.FromMinutes(1));
        var batched = await world.Get(invoice);
        batched.State.ShouldBe(InvoiceState.Batched);
        var batch = (await world.Supervisor.GetInvoiceBatchAsync(new() { BatchId = batched.BatchId })).Batch;
        batch.Items.ShouldBe([new InvoiceBatchItem { InvoiceId = invoice.InvoiceId, OrderId = "o-1", Total = Cny(16799) }]);

        await world.Approve(batch.BatchId);
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Approved);
        await world.Release(batch.BatchId);
        var issued = await world.Get(invoice);
        issued.State.ShouldBe(InvoiceState.Issued);
        issued.Number.Length.ShouldBe(20);

        var there = await world.AtTaxPlatform(invoice.InvoiceId);
        there["invoice_no"]!.GetValue<string>().ShouldBe(issued.Number);
        there["total_amount"]!.GetValue<string>().ShouldBe("167.99");
        there["buyer"]!["tax_no"]!.GetValue<string>().ShouldBe(CompanyNumber);
        (await world.Finance.GetInvoiceBatchAsync(new() { BatchId = batch.BatchId })).Batch.State.ShouldBe(InvoiceBatchState.Released);

        world.Host.Last<InvoiceRequested>().Invoice.CustomerId.ShouldBe(Customer);
        world.Host.Last<InvoiceIssued>().Invoice.State.ShouldBe(InvoiceState.Issued);
        world.Host.Published.ShouldAllBe(e => e.Subject == "o-1" && e.Merchant == Merchant && e.Topic == "aftersales.invoice");
        world.Host.Published.ShouldAllBe(e => !e.Json.Contains("鼓楼") && !e.Json.Contains(CompanyNumber) && !e.Json.Contains("福州") && !e.Json.Contains(Company.BankAccount));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_5_a_batch_is_made_daily_and_by_hand_and_holds_each_invoice_once(string database)
    {
        await using var world = await Start(database);
        await world.Checked("o-1");
        var byHand = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await world.Specialist.CreateInvoiceBatchAsync(new() { RequestId = Id() })).Batch;
            }
            catch (RpcException refused) when (ErrorDetails.From(refused)?.Info?.Reason is "BATCH_EMPTY" or "CONTENDED")
            {
                return null;
            }
        }));
        byHand.OfType<InvoiceBatch>().Single().Items.Single().OrderId.ShouldBe("o-1");
        await world.Host.Drain();
        await Refused(() => world.Specialist.CreateInvoiceBatchAsync(new() { RequestId = Id() }), StatusCode.FailedPrecondition, "BATCH_EMPTY");

        await world.Host.Advance(NodaTime.Duration.FromDays(1));
        var second = await world.Checked("o-2");
        await world.Host.Advance(NodaTime.Duration.FromDays(1));
        (await world.Get(second)).State.ShouldBe(InvoiceState.Batched);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_repeated_request_gets_its_reply_and_two_at_once_make_one_invoice(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-1");
        var request = new RequestInvoiceRequest { RequestId = Id(), OrderId = "o-1", Kind = InvoiceKind.Digital, Title = Person };
        var first = await world.Buyer.RequestInvoiceAsync(request);
        (await world.Buyer.RequestInvoiceAsync(request)).ShouldBe(first);
        var refused = await Refused(() => world.Buyer.RequestInvoiceAsync(new(request) { RequestId = Id() }), StatusCode.AlreadyExists, "ALREADY_INVOICED");
        ErrorDetails.From(refused)!.Info!.Metadata["invoice_id"].ShouldBe(first.Invoice.InvoiceId);

        await world.Order("o-2");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                return (await world.Request("o-2")).InvoiceId;
            }
            catch (RpcException)
            {
                return null;
            }
        }));
        outcomes.OfType<string>().ShouldHaveSingleItem();
        (await world.Specialist.ListInvoicesAsync(new() { OrderId = "o-2" })).Invoices.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Requests_that_cannot_be_understood_are_refused_with_their_reason()
    {
        await using var world = await Start("sqlite");
        RequestInvoiceRequest Ask(InvoiceTitle title, InvoiceKind kind = InvoiceKind.Ordinary, string order = "o-1") =>
            new() { RequestId = Id(), OrderId = order, Kind = kind, Title = title };
        await Refused(() => world.Buyer.RequestInvoiceAsync(Ask(Person)), StatusCode.Unavailable, "ORDER_NOT_YET_KNOWN");
        await world.Order("o-1");

        var number = await Refused(
            () => world.Buyer.RequestInvoiceAsync(Ask(new(Company) { TaxpayerNumber = "91350100M000100Y44" })), StatusCode.InvalidArgument, "TAXPAYER_NUMBER_INVALID");
        ErrorDetails.From(number)!.Info!.Metadata.ShouldBe(
            new Dictionary<string, string> { ["rule"] = "R-INV-4", ["problem"] = "CHECK_CHARACTER", ["position"] = "18" }, ignoreOrder: true);
        number.ToString().ShouldNotContain("91350100M000100Y44");
        await Refused(() => world.Buyer.RequestInvoiceAsync(Ask(Person, InvoiceKind.VatSpecial)), StatusCode.InvalidArgument, "VAT_SPECIAL_DATA_INCOMPLETE");
        var missing = await Refused(
            () => world.Buyer.RequestInvoiceAsync(Ask(new(Company) { Bank = "", Address = " ", Certificate = "" }, InvoiceKind.VatSpecial)), StatusCode.InvalidArgument, "VAT_SPECIAL_DATA_INCOMPLETE");
        ErrorDetails.From(missing)!.Violations.Select(violation => violation.Field).ShouldBe(["title.address", "title.bank", "title.certificate"]);
        await Refused(() => world.Buyer.RequestInvoiceAsync(Ask(new() { Name = " " })), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(() => world.Client("buyer-2", Role.Customer).RequestInvoiceAsync(Ask(Person)), StatusCode.NotFound, "ORDER_NOT_FOUND");
        await Refused(() => world.Supervisor.RequestInvoiceAsync(Ask(Person)), StatusCode.PermissionDenied, "ROLE_REQUIRED");

        var older = (await world.Client("an", Role.AgentL1).RequestInvoiceAsync(Ask(new(Company) { TaxpayerNumber = "350100 m00010043" }))).Invoice;
        older.TaxpayerNumberWarning.ShouldBeTrue();
    }

    [Fact]
    public async Task Steps_out_of_turn_are_refused_with_their_reason()
    {
        await using var world = await Start("sqlite");
        await world.Order("o-1", paid: false);
        var invoice = await world.Request("o-1");
        var check = new CheckInvoiceRequest { RequestId = Id(), InvoiceId = invoice.InvoiceId };
        await Refused(() => world.Specialist.CheckInvoiceAsync(check), StatusCode.FailedPrecondition, "INVOICE_STATE_INVALID");
        await world.Order("o-1", version: 2);
        await Refused(() => world.Specialist.CheckInvoiceAsync(new(check) { RequestId = Id(), ExpectedVersion = 7 }), StatusCode.Aborted, "VERSION_CHANGED");
        await Refused(() => world.Specialist.CheckInvoiceAsync(new(check) { RequestId = Id(), InvoiceId = "inv_x" }), StatusCode.NotFound, "INVOICE_NOT_FOUND");
        await world.Check(invoice);
        await Refused(
            () => world.Client("dong", Role.InvoiceSpecialist).CheckInvoiceAsync(new(check) { RequestId = Id() }), StatusCode.FailedPrecondition, "ALREADY_DECIDED");

        var batch = await world.Batched(invoice);
        await Refused(() => world.Finance.ReleaseInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batch }), StatusCode.FailedPrecondition, "BATCH_STATE_INVALID");
        await Refused(() => world.Supervisor.ApproveInvoiceBatchAsync(new() { RequestId = Id(), BatchId = "ibt_x" }), StatusCode.NotFound, "BATCH_NOT_FOUND");
        await Refused(() => world.Finance.GetInvoiceBatchAsync(new() { BatchId = "ibt_x" }), StatusCode.NotFound, "BATCH_NOT_FOUND");
        await world.Approve(batch);
        await Refused(
            () => world.Client("shen", Role.Finance).ReleaseInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batch }), StatusCode.PermissionDenied, "SAME_PERSON");
        await Refused(
            () => world.Client("shu", Role.Supervisor).ApproveInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batch }), StatusCode.FailedPrecondition, "ALREADY_DECIDED");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_PPL_2_a_customer_sees_their_own_invoices_only_and_staff_list_them_by_one_filter(string database)
    {
        await using var world = await Start(database);
        var first = await world.Checked("o-1");
        await world.Order("o-2");
        var second = await world.Request("o-2", InvoiceKind.VatSpecial, Company);
        var other = world.Client("buyer-2", Role.Customer);

        (await world.Buyer.GetInvoiceAsync(new() { InvoiceId = first.InvoiceId })).Invoice.OrderId.ShouldBe("o-1");
        await Refused(() => other.GetInvoiceAsync(new() { InvoiceId = first.InvoiceId }), StatusCode.NotFound, "INVOICE_NOT_FOUND");
        (await other.ListInvoicesAsync(new() { OrderId = "o-1" })).Invoices.ShouldBeEmpty();
        (await other.ListInvoicesAsync(new() { CustomerId = Customer })).Invoices.ShouldBeEmpty();
        (await world.Buyer.ListInvoicesAsync(new())).Invoices.Select(i => i.OrderId).ShouldBe(["o-1", "o-2"]);
        (await world.Buyer.ListInvoicesAsync(new() { State = InvoiceState.Checked })).Invoices.Single().OrderId.ShouldBe("o-1");

        (await world.Specialist.ListInvoicesAsync(new() { State = InvoiceState.Requested })).Invoices.Single().InvoiceId.ShouldBe(second.InvoiceId);
        (await world.Specialist.ListInvoicesAsync(new() { CustomerId = Customer })).Invoices.Count.ShouldBe(2);
        await Refused(() => world.Specialist.ListInvoicesAsync(new() { CustomerId = Customer, OrderId = "o-1" }), StatusCode.InvalidArgument, "INVALID_REQUEST");

        var page = await world.Specialist.ListInvoicesAsync(new() { PageSize = 1 });
        page.Invoices.Single().OrderId.ShouldBe("o-1");
        (await world.Specialist.ListInvoicesAsync(new() { PageSize = 1, PageToken = page.NextPageToken })).Invoices.Single().OrderId.ShouldBe("o-2");
        await Refused(() => world.Specialist.ListInvoicesAsync(new() { OrderId = "o-1", PageToken = page.NextPageToken }), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public void The_domains_names_stand_in_the_contracts_order()
    {
        Enum.GetNames<Domain.InvoiceState>().ShouldBe(Enum.GetNames<InvoiceState>()[1..]);
        Enum.GetNames<Domain.InvoiceKind>().ShouldBe(Enum.GetNames<InvoiceKind>()[1..]);
        Enum.GetNames<Domain.RedLetterState>().ShouldBe(Enum.GetNames<RedLetterState>()[1..]);
        Enum.GetNames<Domain.Batches.BatchState>().ShouldBe(Enum.GetNames<InvoiceBatchState>()[1..]);
        Enum.GetNames<Domain.InvoiceCase>().ShouldBe(Enum.GetNames<InvoiceCase>()[1..]);
        Enum.GetNames<Domain.WaitsFor>().ShouldBe(Enum.GetNames<InvoiceWaitsFor>()[1..]);
        Enum.GetNames<Domain.RedLetterReason>().ShouldBe(Enum.GetNames<RedLetterReason>()[1..]);
        Enum.GetNames<Domain.DeliveryMedium>().ShouldBe(Enum.GetNames<DeliveryMedium>()[1..]);
        Enum.GetNames<Domain.BreachKind>().ShouldBe(Enum.GetNames<InvoiceBreach>()[1..]);
    }
}
