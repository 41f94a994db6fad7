using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using static Aftersales.Invoices.InvoiceWorld;

namespace Aftersales.Invoices;

/// <summary>R-REF-8 end to end: a refund arrives, several times, in each state of an invoice; the tax platform is the simulated one.</summary>
public sealed class RefundServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_8_nothing_invoiced_is_cleared_at_once_and_later_invoiced_without_it(string database)
    {
        await using var world = await Start(database);
        await world.Accepted(Refund("o-1", "r-1", goods: 3333, quantity: 1, freight: 800));
        world.Cleared("r-1").ShouldHaveSingleItem().RedLettered.ShouldBeFalse();

        await world.Order("o-1");
        (await world.Request("o-1")).Total.ShouldBe(Cny(16799 - 3333 - 800));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_1_what_is_not_issued_yet_is_reduced_or_withdrawn_and_cleared_at_once(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-0");
        var requested = await world.Request("o-0");
        await world.Accepted(Refund("o-0", "r-0", goods: 10000, quantity: 3));
        (await world.Get(requested)).Total.ShouldBe(Cny(6799));
        world.Cleared("r-0").ShouldHaveSingleItem().RedLettered.ShouldBeFalse();

        var invoice = await world.Checked("o-1");
        await world.Accepted(Refund("o-1", "r-1", goods: 1000, quantity: 0));
        var batch = await world.Batched(invoice);
        await world.Accepted(Refund("o-1", "r-2", goods: 1000, quantity: 0));
        await world.Approve(batch);
        await world.Accepted(Refund("o-1", "r-3", goods: 1000, quantity: 0));
        await world.Release(batch);

        var issued = await world.Get(invoice);
        (issued.State, issued.Total).ShouldBe((InvoiceState.Issued, Cny(13799)));
        (await world.AtTaxPlatform(invoice.InvoiceId))["total_amount"]!.GetValue<string>().ShouldBe("137.99");
        foreach (var refund in new[] { "r-1", "r-2", "r-3" })
            world.Cleared(refund).ShouldHaveSingleItem().RedLettered.ShouldBeFalse();

        var gone = await world.Checked("o-2");
        await world.Accepted(Refund("o-2", "r-4", goods: 10000, quantity: 3, freight: 800));
        await world.Accepted(Refund("o-2", "r-5", goods: 5999, quantity: 1, line: "b"));
        (await world.Get(gone)).State.ShouldBe(InvoiceState.Withdrawn);
        world.Cleared("r-5").ShouldHaveSingleItem().RedLettered.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_an_issued_invoice_is_red_lettered_in_parts_until_nothing_is_left(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Issued("o-1");
        foreach (var (refund, fen) in new[] { ("r-1", 3333), ("r-2", 3333), ("r-3", 3334) })
            await world.Accepted(Refund("o-1", refund, goods: fen, quantity: 1));
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Issued);
        await world.Accepted(Refund("o-1", "r-4", goods: 5999, quantity: 1, freight: 800, line: "b"));

        var reversed = await world.Get(invoice);
        reversed.State.ShouldBe(InvoiceState.RedLettered);
        reversed.RedLetters.ShouldAllBe(red => red.State == RedLetterState.Issued && red.Number.Length == 20);
        foreach (var blue in reversed.Lines)
        {
            var red = reversed.RedLetters.SelectMany(letter => letter.Lines).Where(line => line.LineId == blue.LineId).ToList();
            (red.Sum(line => line.Net.MinorUnits), red.Sum(line => line.Tax.MinorUnits)).ShouldBe((blue.Net.MinorUnits, blue.Tax.MinorUnits));
        }

        (await world.AtTaxPlatform(invoice.InvoiceId))["left_amount"]!.GetValue<string>().ShouldBe("0.00");
        (await world.AtTaxPlatform(reversed.RedLetters[0].RedLetterId))["reason"]!.GetValue<string>().ShouldBe("GOODS_RETURNED");
        foreach (var refund in new[] { "r-1", "r-2", "r-3", "r-4" })
            world.Cleared(refund).ShouldHaveSingleItem().RedLettered.ShouldBeTrue();
        world.Host.Published.Count(e => e.Type == InvoiceRedLettered.Descriptor.FullName).ShouldBe(4);
        world.Host.Last<InvoiceRedLettered>().ShouldSatisfyAllConditions(
            e => e.Amount.ShouldBe(Cny(6799)), e => e.RefundId.ShouldBe("r-4"), e => e.Invoice.RedLettered.ShouldBe(Cny(16799)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_a_refund_that_comes_while_it_is_being_issued_waits_for_the_number_and_is_red_lettered_then(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Checked("o-1");
        var batch = await world.Batched(invoice);
        await world.Approve(batch);
        await world.Fault("tax.issue", "BUSINESS_ERROR", invoice.InvoiceId, "PLATFORM_CLOSED");
        await world.Release(batch);
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Issuing);

        await world.Accepted(Refund("o-1", "r-1", goods: 10000, quantity: 3));
        world.Cleared("r-1").ShouldBeEmpty();
        await world.Host.Advance(NodaTime.Duration.FromHours(1));

        var issued = await world.Get(invoice);
        (issued.State, issued.Total, issued.RedLetters.Single().Total).ShouldBe((InvoiceState.Issued, Cny(16799), Cny(10000)));
        world.Cleared("r-1").ShouldHaveSingleItem().RedLettered.ShouldBeTrue();
    }

    [Theory]
    [InlineData("TIMEOUT_AFTER", 1)]
    [InlineData("ERROR_AFTER", 1)]
    [InlineData("TIMEOUT_BEFORE", 2)]
    [InlineData("ERROR_BEFORE", 2)]
    public async Task R_INV_6_silence_is_unknown_and_is_asked_about_so_that_nothing_is_issued_twice(string fault, int calls)
    {
        await using var world = await Start("sqlite");
        var invoice = await world.Checked("o-1");
        await world.Fault("tax.issue", fault, invoice.InvoiceId);
        var batch = await world.Batched(invoice);
        await world.Approve(batch);
        await world.Release(batch);
        var issued = await world.Get(invoice);
        issued.State.ShouldBe(InvoiceState.Issued);
        issued.Number.ShouldBe((await world.AtTaxPlatform(invoice.InvoiceId))["invoice_no"]!.GetValue<string>());
        (await world.Calls("tax.issue", invoice.InvoiceId)).ShouldBe(calls);

        await world.Fault("tax.red-letter", fault);
        await world.Accepted(Refund("o-1", "r-1", goods: 3333, quantity: 1));
        var red = (await world.Get(invoice)).RedLetters.Single();
        red.State.ShouldBe(RedLetterState.Issued);
        (await world.Calls("tax.red-letter", red.RedLetterId)).ShouldBe(calls);
        (await world.AtTaxPlatform(invoice.InvoiceId))["left_amount"]!.GetValue<string>().ShouldBe("134.66");
        world.Cleared("r-1").ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_refunds_that_race_with_the_release_are_each_taken_off_once(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Checked("o-1");
        var batch = await world.Batched(invoice);
        await world.Approve(batch);

        await Task.WhenAll([
            world.Release(batch),
            .. Enumerable.Range(0, 8).Select(n => world.Accepted(Refund("o-1", $"r-{n}", goods: 1001, quantity: 0))),
        ]);
        await world.Host.Drain();

        var after = await world.Get(invoice);
        after.State.ShouldBe(InvoiceState.Issued);
        (after.Total.MinorUnits - after.RedLetters.Sum(red => red.Total.MinorUnits)).ShouldBe(16799 - (8 * 1001));
        for (var n = 0; n < 8; n++)
            world.Cleared($"r-{n}").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refund_that_failed_for_good_is_invoiced_again()
    {
        await using var world = await Start("sqlite");
        var invoice = await world.Checked("o-1");
        var refund = Refund("o-1", "r-1", goods: 10000, quantity: 3);
        await world.Accepted(refund);
        (await world.Get(invoice)).Total.ShouldBe(Cny(6799));

        await world.Host.Deliver(new RefundFailed { Refund = refund }, Merchant, "refund");
        (await world.Get(invoice)).Total.ShouldBe(Cny(16799));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_refund_that_was_cancelled_after_it_was_cleared_is_invoiced_again(string database)
    {
        await using var world = await Start(database);
        var invoice = await world.Checked("o-1");
        var refund = Refund("o-1", "r-1", goods: 10000, quantity: 3);
        await world.Accepted(refund);
        (await world.Get(invoice)).Total.ShouldBe(Cny(6799));
        await world.Host.Deliver(new RefundCancelled { Refund = refund }, Merchant, "refund");
        (await world.Get(invoice)).Total.ShouldBe(Cny(16799));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_a_payout_that_fails_for_good_after_its_red_letter_leads_to_a_new_blue_one(string database)
    {
        await using var world = await Start(database);
        var issued = await world.Issued("o-1");
        var goods = Refund("o-1", "r-1", goods: 10000, quantity: 3, freight: 800);
        await world.Accepted(goods);
        await world.Accepted(Refund("o-1", "r-2", goods: 5999, quantity: 1, line: "b"));
        (await world.Get(issued)).State.ShouldBe(InvoiceState.RedLettered);

        await world.Host.Deliver(new RefundFailed { Refund = goods }, Merchant, "refund");
        await world.Host.Deliver(new RefundFailed { Refund = goods }, Merchant, "refund");
        var again = (await world.Specialist.ListInvoicesAsync(new() { State = InvoiceState.Requested })).Invoices.ShouldHaveSingleItem();
        (again.Case, again.Total, again.OrderId).ShouldBe((InvoiceCase.RefundFailed, Cny(10800), "o-1"));
        await world.Issue(again);
        (await world.Get(again)).State.ShouldBe(InvoiceState.Issued);
    }
}
