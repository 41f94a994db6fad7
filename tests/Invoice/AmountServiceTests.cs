using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Invoices.InvoiceWorld;

namespace Aftersales.Invoices;

/// <summary>Parts, what is left, red letters by hand and the month's totals, over sockets and on both databases.</summary>
public sealed class AmountServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_an_order_is_split_over_several_invoices_up_to_what_was_paid_and_never_beyond(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-1");
        var first = (await world.Buyer.RequestInvoiceAsync(Part("a", 1))).Invoice;
        (first.Part, first.Total, first.Lines.Single().Quantity, first.AmountInCapitals).ShouldBe((true, Cny(3333), 1, "叁拾叁元叁角叁分"));
        var left = await world.Buyer.GetInvoiceableAsync(new() { OrderId = "o-1" });
        left.Lines.Select(line => (line.LineId, line.Quantity, line.Amount.MinorUnits)).ShouldBe([("a", 2, 6667L), ("b", 1, 5999L), ("freight", 1, 800L)]);
        left.Total.ShouldBe(Cny(13466));

        var more = await Refused(() => world.Buyer.RequestInvoiceAsync(Part("a", 2, 6668)), StatusCode.FailedPrecondition, "INVOICE_AMOUNT_EXCEEDED");
        ErrorDetails.From(more)!.Info!.Metadata.ShouldBe(new Dictionary<string, string> { ["rule"] = "R-INV-6", ["line_id"] = "a", ["allowed"] = "6667" }, ignoreOrder: true);
        await Refused(() => world.Buyer.RequestInvoiceAsync(Part("a", 3)), StatusCode.FailedPrecondition, "QUANTITY_EXCEEDED");
        await Refused(() => world.Buyer.RequestInvoiceAsync(Part("z", 1)), StatusCode.InvalidArgument, "LINE_UNKNOWN");
        await Refused(() => world.Buyer.RequestInvoiceAsync(Part("a", 0)), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(() => world.Client("buyer-2", Role.Customer).GetInvoiceableAsync(new() { OrderId = "o-1" }), StatusCode.NotFound, "ORDER_NOT_FOUND");

        // Sixteen at once for what five can have.
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                return (await world.Buyer.RequestInvoiceAsync(Part("b", 0, 1199))).Invoice.Total.MinorUnits;
            }
            catch (RpcException refused) when (ErrorDetails.From(refused)?.Info?.Reason is "INVOICE_AMOUNT_EXCEEDED" or "CONTENDED")
            {
                return 0;
            }
        }));
        taken.Sum().ShouldBeLessThanOrEqualTo(5999);
        (await world.Request("o-1")).Total.ShouldBe(Cny(13466 - taken.Sum()));
        (await world.Buyer.GetInvoiceableAsync(new() { OrderId = "o-1" })).Total.ShouldBe(Cny(0));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_a_red_letter_by_hand_is_applied_for_confirmed_by_another_and_issued_for_at_most_what_is_left(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Issued("o-1");
        var apply = new ApplyRedLetterRequest
        {
            RequestId = Id(),
            InvoiceId = invoice.InvoiceId,
            Reason = RedLetterReason.SalesAllowance,
            Parts = { new InvoicePart { LineId = "b", Amount = Cny(5000) } },
        };
        var red = (await world.Specialist.ApplyRedLetterAsync(apply)).Invoice.RedLetters.ShouldHaveSingleItem();
        (red.State, red.Total, red.AppliedBy).ShouldBe((RedLetterState.Applied, Cny(5000), "cai"));
        var second = await Refused(() => world.Specialist.ApplyRedLetterAsync(new(apply) { RequestId = Id() }), StatusCode.FailedPrecondition, "RED_LETTER_EXCEEDS_LEFT");
        ErrorDetails.From(second)!.Info!.Metadata["allowed"].ShouldBe("999");
        await Refused(
            () => world.Specialist.ApplyRedLetterAsync(new() { RequestId = Id(), InvoiceId = invoice.InvoiceId, Reason = RedLetterReason.IssuedWrongly, Parts = { new InvoicePart { LineId = "a", Quantity = 1 } } }),
            StatusCode.FailedPrecondition,
            "RED_LETTER_MUST_BE_WHOLE");
        await Refused(
            () => world.Client("cai", Role.Supervisor).ConfirmRedLetterAsync(new() { RequestId = Id(), RedLetterId = red.RedLetterId }), StatusCode.PermissionDenied, "SAME_PERSON");
        await Refused(() => world.Supervisor.ConfirmRedLetterAsync(new() { RequestId = Id(), RedLetterId = "red_x" }), StatusCode.NotFound, "RED_LETTER_NOT_FOUND");

        // A refund in between takes its part first: what is left is less than was applied for.
        await world.Accepted(Refund("o-1", "r-1", goods: 2000, quantity: 0, line: "b"));
        world.Cleared("r-1").ShouldHaveSingleItem();
        await Refused(
            () => world.Supervisor.ConfirmRedLetterAsync(new() { RequestId = Id(), RedLetterId = red.RedLetterId }), StatusCode.FailedPrecondition, "RED_LETTER_EXCEEDS_LEFT");
        var rejected = (await world.Supervisor.RejectRedLetterAsync(new() { RequestId = Id(), RedLetterId = red.RedLetterId, Note = "refunded meanwhile" })).Invoice.RedLetters[0];
        (rejected.State, rejected.Note, rejected.AnsweredBy).ShouldBe((RedLetterState.Rejected, "refunded meanwhile", "shen"));
        await Refused(
            () => world.Supervisor.ConfirmRedLetterAsync(new() { RequestId = Id(), RedLetterId = red.RedLetterId }), StatusCode.FailedPrecondition, "RED_LETTER_STATE_INVALID");

        var all = new ApplyRedLetterRequest { RequestId = Id(), InvoiceId = invoice.InvoiceId, Reason = RedLetterReason.ServiceEnded };
        var next = (await world.Specialist.ApplyRedLetterAsync(all)).Invoice.RedLetters[^1].RedLetterId;
        var rest = await Refused(() => world.Specialist.ApplyRedLetterAsync(new(all) { RequestId = Id() }), StatusCode.FailedPrecondition, "RED_LETTER_EXCEEDS_LEFT");
        ErrorDetails.From(rest)!.Info!.Metadata["allowed"].ShouldBe("0");
        await world.Supervisor.RejectRedLetterAsync(new() { RequestId = Id(), RedLetterId = next, Note = "too much" });
        var whole = (await world.Specialist.ApplyRedLetterAsync(new() { RequestId = Id(), InvoiceId = invoice.InvoiceId, Reason = RedLetterReason.IssuedWrongly })).Invoice.RedLetters[^1].RedLetterId;
        await world.Host.Advance(NodaTime.Duration.FromDays(4));
        (await world.Supervisor.ListInvoicesAsync(new() { Overdue = true })).Invoices.ShouldHaveSingleItem();
        await world.Supervisor.ConfirmRedLetterAsync(new() { RequestId = Id(), RedLetterId = whole });
        await world.Host.Drain();
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.RedLettered);
        (await world.Request("o-1")).Total.ShouldBe(Cny(14799));
    }

    [Fact]
    public async Task R_INV_6_what_the_customer_goes_on_paying_for_pieces_accepted_in_part_stays_invoiced()
    {
        await using var world = await Start("sqlite");
        var invoice = await world.Issued("o-1");
        var refund = Refund("o-1", "r-1", goods: 3333, quantity: 1);
        (refund.Lines[0].LessenedQuantity, refund.Lines[0].Lessened) = (1, Cny(1000));
        await world.Accepted(refund);
        var red = (await world.Get(invoice)).RedLetters.ShouldHaveSingleItem();
        (red.Total, red.Lines.Single().Quantity).ShouldBe((Cny(2333), 0));
        world.Cleared("r-1").ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_the_accountant_sees_whether_blue_and_red_are_what_was_finally_paid(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Issued("o-1");
        await world.Accepted(Refund("o-1", "r-1", goods: 2000, quantity: 0));
        var even = await world.Finance.GetInvoiceBalanceAsync(new() { OrderId = "o-1" });
        even.Balanced.ShouldBeTrue();
        Figures(even.Lines.Single(line => line.LineId == "a")).ShouldBe((10000, 2000, 10000, 2000, 0, 0));
        Figures(even.Total).ShouldBe((16799, 2000, 16799, 2000, 0, 0));

        var apply = new ApplyRedLetterRequest
        {
            RequestId = Id(),
            InvoiceId = invoice.InvoiceId,
            Reason = RedLetterReason.SalesAllowance,
            Parts = { new InvoicePart { LineId = "b", Amount = Cny(5000) } },
        };
        var red = (await world.Specialist.ApplyRedLetterAsync(apply)).Invoice.RedLetters[^1].RedLetterId;
        await world.Supervisor.ConfirmRedLetterAsync(new() { RequestId = Id(), RedLetterId = red });
        await world.Host.Drain();
        var uneven = await world.Finance.GetInvoiceBalanceAsync(new() { OrderId = "o-1" });
        uneven.Balanced.ShouldBeFalse();
        Figures(uneven.Lines.Single(line => line.LineId == "b")).ShouldBe((5999, 0, 5999, 5000, 0, 5000));
        (await world.Finance.ListInvoicesAsync(new() { Unbalanced = true })).Invoices.ShouldHaveSingleItem().InvoiceId.ShouldBe(invoice.InvoiceId);
        await Refused(() => world.Buyer.ListInvoicesAsync(new() { Unbalanced = true }), StatusCode.InvalidArgument, "INVALID_REQUEST");

        // The refund that it was for takes what is on no invoice.
        await world.Accepted(Refund("o-1", "r-2", goods: 5000, quantity: 0, line: "b"));
        (await world.Finance.GetInvoiceBalanceAsync(new() { OrderId = "o-1" })).Balanced.ShouldBeTrue();
        (await world.Finance.ListInvoicesAsync(new() { Unbalanced = true })).Invoices.ShouldBeEmpty();

        await world.Order("o-2");
        Figures((await world.Finance.GetInvoiceBalanceAsync(new() { OrderId = "o-2" })).Total).ShouldBe((16799, 0, 0, 0, 0, 16799));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_months_totals_by_rate_are_what_was_issued_and_taken_back_to_the_fen(string database)
    {
        await using var world = await Start(database);
        var first = await world.Issued("o-1");
        await world.Accepted(Refund("o-1", "r-1", goods: 3333, quantity: 1, freight: 800));
        await world.Order("o-2");
        var second = await world.Issue(await world.Request("o-2"));

        // The tax platform says when, and its clock is its own.
        var month = first.IssuedTime.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var totals = await world.Finance.GetInvoiceTotalsAsync(new() { Month = month });
        (totals.BlueCount, totals.RedCount).ShouldBe((2, 1));
        var blue = new[] { first, second }.SelectMany(invoice => invoice.Lines).ToList();
        var red = (await world.Get(first)).RedLetters.Single().Lines;
        foreach (var rate in totals.Totals)
        {
            long Of(IEnumerable<InvoiceLine> lines, Func<InvoiceLine, Money> part) => lines.Where(line => line.RateBasisPoints == rate.RateBasisPoints).Sum(line => part(line).MinorUnits);
            (rate.BlueNet.MinorUnits, rate.BlueTax.MinorUnits).ShouldBe((Of(blue, line => line.Net), Of(blue, line => line.Tax)));
            (rate.RedNet.MinorUnits, rate.RedTax.MinorUnits).ShouldBe((Of(red, line => line.Net), Of(red, line => line.Tax)));
        }

        totals.Totals.Select(rate => rate.RateBasisPoints).ShouldBe([1300, 900]);
        totals.Csv.Split("\r\n")[1].ShouldBe($"{month},13%,283.18,36.80,29.50,3.83");
        (await world.Finance.GetInvoiceTotalsAsync(new() { Month = "2020-01" })).Totals.ShouldBeEmpty();

        (await world.Specialist.ListInvoicesAsync(new() { Number = first.Number })).Invoices.Single().InvoiceId.ShouldBe(first.InvoiceId);
        (await world.Specialist.ListInvoicesAsync(new() { Number = (await world.Get(first)).RedLetters[0].Number })).Invoices.Single().InvoiceId.ShouldBe(first.InvoiceId);
        (await world.Finance.ListInvoicesAsync(new() { Month = month })).Invoices.Select(invoice => invoice.OrderId).ShouldBe(["o-1", "o-2"]);
        await Refused(() => world.Finance.ListInvoicesAsync(new() { Month = "2026-13" }), StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Fact]
    public async Task R_INV_2_the_specialist_names_the_category_of_goods_and_content_code_and_rate_follow()
    {
        await using var world = await Start("sqlite");
        await world.Order("o-1");
        var invoice = await world.Request("o-1");
        LineCategory Line(string line) => new() { LineId = line, Category = Category.Apparel };
        await Refused(
            () => world.Specialist.CheckInvoiceAsync(new() { RequestId = Id(), InvoiceId = invoice.InvoiceId, Categories = { Line("z") } }), StatusCode.InvalidArgument, "LINE_UNKNOWN");
        var checkedOne = (await world.Specialist.CheckInvoiceAsync(new() { RequestId = Id(), InvoiceId = invoice.InvoiceId, Categories = { Line("a") } })).Invoice;
        checkedOne.Lines.Select(line => (line.Content, line.GoodsCode)).First().ShouldBe(("服饰", "1040201000000000000"));
    }

    private static (long, long, long, long, long, long) Figures(InvoiceBalance line) => (
        line.Paid.MinorUnits, line.Refunded.MinorUnits, line.Blue.MinorUnits, line.Red.MinorUnits, line.UnderWay.MinorUnits, line.Left.MinorUnits);

    private static RequestInvoiceRequest Part(string line, int quantity, long? fen = null) => new()
    {
        RequestId = Id(),
        OrderId = "o-1",
        Kind = InvoiceKind.Ordinary,
        Title = Person,
        Parts = { new InvoicePart { LineId = line, Quantity = quantity, Amount = fen is { } amount ? Cny(amount) : null } },
    };
}
