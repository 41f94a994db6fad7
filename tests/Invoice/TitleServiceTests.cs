using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Invoices.InvoiceWorld;

namespace Aftersales.Invoices;

/// <summary>R-PPL-2: titles are saved sealed, shown masked, and each reading in clear is kept.</summary>
public sealed class TitleServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_PPL_2_a_customer_saves_titles_sees_them_masked_and_asks_for_invoices_to_them(string database)
    {
        await using var world = await Start(database);
        var saved = (await world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = Company })).Title;
        (saved.NameMasked, saved.TaxpayerNumberMasked, saved.IsDefault).ShouldBe(("鼓**", "***0Y43", false));
        await world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = Person, IsDefault = true });
        (await world.Buyer.ListTitlesAsync(new())).Titles.Select(title => (title.NameMasked, title.IsDefault)).ShouldBe([("鼓**", false), ("欧**", true)]);
        var other = world.Client("buyer-2", Role.Customer);
        (await other.ListTitlesAsync(new())).Titles.ShouldBeEmpty();

        await world.Order("o-1");
        RequestInvoiceRequest Ask(string title) => new() { RequestId = Id(), OrderId = "o-1", Kind = InvoiceKind.VatSpecial, TitleId = title };
        await Refused(() => world.Buyer.RequestInvoiceAsync(Ask("ttl_x")), StatusCode.NotFound, "TITLE_NOT_FOUND");
        await Refused(() => world.Buyer.RequestInvoiceAsync(new(Ask(saved.TitleId)) { Title = Person }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        var invoice = (await world.Buyer.RequestInvoiceAsync(Ask(saved.TitleId))).Invoice;
        invoice.TitleMasked.ShouldBe("鼓**");

        await world.Buyer.DeleteTitleAsync(new() { RequestId = Id(), TitleId = saved.TitleId });
        (await world.Buyer.ListTitlesAsync(new())).Titles.Count.ShouldBe(1);
        (await world.Get(invoice)).TitleMasked.ShouldBe("鼓**");
        await Refused(() => other.DeleteTitleAsync(new() { RequestId = Id(), TitleId = saved.TitleId }), StatusCode.NotFound, "TITLE_NOT_FOUND");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_PPL_2_a_title_is_read_in_clear_by_its_customer_and_the_specialist_and_each_reading_is_kept(string database)
    {
        await using var world = await Start(database);
        await world.Order("o-1");
        var invoice = await world.Request("o-1", title: Company);
        RevealTitleRequest Reveal() => new() { RequestId = Id(), InvoiceId = invoice.InvoiceId, Purpose = "to prepare it" };
        (await world.Specialist.RevealTitleAsync(Reveal())).Title.ShouldBe(Company);
        (await world.Buyer.RevealTitleAsync(Reveal())).Title.ShouldBe(Company);
        await Refused(() => world.Client("buyer-2", Role.Customer).RevealTitleAsync(Reveal()), StatusCode.NotFound, "INVOICE_NOT_FOUND");
        await Refused(() => world.Supervisor.RevealTitleAsync(Reveal()), StatusCode.PermissionDenied, "ROLE_REQUIRED");

        var events = await world.Host.Services.GetRequiredService<IStore>().Events(Merchant, OrderInvoicesAggregate.Name, "o-1", 0, 50, CancellationToken.None);
        var readings = events.Where(happened => happened.Type == "TitleRevealed").ToList();
        readings.Select(reading => reading.Actor.Person).ShouldBe(["cai", Customer]);
        readings.ShouldAllBe(reading => reading.Body.Contains("to prepare it"));
        events.ShouldAllBe(happened => !happened.Body.Contains("鼓楼") && !happened.Body.Contains(CompanyNumber));

        var saved = (await world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = Person })).Title;
        (await world.Buyer.RevealTitleAsync(new() { RequestId = Id(), TitleId = saved.TitleId, Purpose = "to see it" })).Title.ShouldBe(Person);
        await Refused(
            () => world.Client("buyer-2", Role.Customer).RevealTitleAsync(new() { RequestId = Id(), TitleId = saved.TitleId, Purpose = "x" }), StatusCode.NotFound, "TITLE_NOT_FOUND");
    }

    [Fact]
    public async Task A_customer_saves_so_many_titles_and_no_more_and_none_that_is_wrong()
    {
        await using var world = await Start("sqlite");
        for (var n = 0; n < 50; n++)
            await world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = Person });
        await Refused(() => world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = Person }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(
            () => world.Buyer.SaveTitleAsync(new() { RequestId = Id(), Title = new(Company) { TaxpayerNumber = "123" } }), StatusCode.InvalidArgument, "TAXPAYER_NUMBER_INVALID");
    }
}
