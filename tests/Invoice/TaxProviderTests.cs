using Aftersales.Contracts.Invoices;
using Duration = NodaTime.Duration;

namespace Aftersales.Invoices;

/// <summary>A tax platform that wants a sign-in and takes its time.</summary>
public class TaxProviderTests
{
    [Fact]
    public async Task A_session_that_ended_is_begun_anew_without_anybody_noticing()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        await world.Issued("o-1");
        await world.Host.Advance(Duration.FromHours(16));
        await world.SignOut();
        var second = await world.Issued("o-2");
        second.State.ShouldBe(InvoiceState.Issued);
        (await world.Calls("tax.issue", second.InvoiceId)).ShouldBe(1);
        (await world.Calls("tax.token", "aftersales")).ShouldBe(2);
    }

    [Fact]
    public async Task The_provider_is_told_goods_codes_and_units()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        var invoice = await world.Issued("o-1");
        var lines = (await world.AtTaxPlatform(invoice.InvoiceId))["lines"]!.AsArray();
        lines.Select(line => (line!["goods_code"]!.GetValue<string>(), (string?)line["unit"])).ShouldBe(
            [("1030201990000000000", "件"), ("1030305000000000000", "件"), ("3010502020200000000", null)]);
    }

    [Fact]
    public async Task What_is_worked_on_is_asked_about_and_never_handed_in_twice()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        await world.Fault("tax.issue", "PROCESSING", readyAfterSeconds: 1);
        var invoice = await world.Issued("o-1");
        invoice.State.ShouldBe(InvoiceState.Issuing);
        await world.Until(async () => (await world.Get(invoice)).State == InvoiceState.Issued);
        (await world.Calls("tax.issue", invoice.InvoiceId)).ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_in_the_end_is_handed_in_again_later()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        await world.Fault("tax.issue", "PROCESSING", code: "QUOTA_EXHAUSTED");
        var invoice = await world.Issued("o-1");
        await world.Host.Advance(Duration.FromSeconds(30));
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Issuing);
        (await world.Calls("tax.issue", invoice.InvoiceId)).ShouldBe(1, "the refusal is kept, and tried again in an hour");
        await world.Host.Advance(Duration.FromHours(1));
        (await world.Get(invoice)).State.ShouldBe(InvoiceState.Issued);
        (await world.Calls("tax.issue", invoice.InvoiceId)).ShouldBe(2);
    }

    [Fact]
    public async Task A_red_letter_that_is_worked_on_keeps_its_refund_waiting()
    {
        await using var world = await InvoiceWorld.Start("sqlite");
        var invoice = await world.Issued("o-1");
        await world.Fault("tax.red-letter", "PROCESSING", readyAfterSeconds: 1);
        await world.Accepted(InvoiceWorld.Refund("o-1", "rfd-1", 3000, 1));
        world.Cleared("rfd-1").ShouldBeEmpty();
        var red = (await world.Get(invoice)).RedLetters.ShouldHaveSingleItem();
        await world.Until(() => Task.FromResult(world.Cleared("rfd-1").Count > 0));
        (await world.Calls("tax.red-letter", red.RedLetterId)).ShouldBe(1);
    }
}
