using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Numbering;
using Aftersales.Invoices.Ports.Tax;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Aftersales.Invoices;

public class BuiltInNumberingTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Numbers_have_no_gap_and_no_double_whoever_asks_at_once_and_again(string database)
    {
        await using var host = await Start(database);
        // Two of them, as two replicas have it: each knows only what the store tells it.
        ITaxPlatform[] replicas = [host.Services.GetRequiredService<ITaxPlatform>(), ActivatorUtilities.CreateInstance<BuiltInNumbering>(host.Services)];
        var serials = Enumerable.Range(0, 250).Select(i => $"inv-{i}").ToArray();

        var first = await Task.WhenAll(serials.Select((serial, i) => Ask(replicas[i % 2], serial, host.Now)));
        var again = await Task.WhenAll(serials.Select((serial, i) => Ask(replicas[(i + 1) % 2], serial, host.Now)));

        again.ShouldBe(first);
        first.Order().ShouldBe(Enumerable.Range(1, 250).Select(n => $"26310{n:D15}"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task One_serial_number_asked_for_on_two_replicas_at_once_gets_one_number(string database)
    {
        await using var host = await Start(database);
        ITaxPlatform[] replicas = [host.Services.GetRequiredService<ITaxPlatform>(), ActivatorUtilities.CreateInstance<BuiltInNumbering>(host.Services)];
        var numbers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Ask(replicas[i % 2], $"inv-{i % 6}", host.Now)));
        numbers.Distinct().Order().ShouldBe(Enumerable.Range(1, 6).Select(n => $"26310{n:D15}"));
    }

    [Fact]
    public void A_block_gives_out_what_it_has_left_and_no_serial_number_twice()
    {
        var series = new NumberSeries(26, "31");
        var now = Instant.FromUtc(2026, 6, 2, 9, 0);
        NumberBlock? block = null;
        string[] all = [.. Enumerable.Range(0, 120).Select(i => $"s-{i}"), "s-0"];
        block = NumberDecider.Evolve(block, NumberDecider.Issue(block, series, 3, all, now).Events.Single());
        block.IsFull.ShouldBeTrue();
        block.Of("s-99").ShouldBe(new TaxAnswer.Issued("26310000000000000400", now));
        block.Of("s-100").ShouldBeNull();
        NumberDecider.Issue(block, series, 3, all, now).Events.ShouldBeEmpty();
    }

    private static Task<TestService> Start(string database) =>
        TestService.Start(InvoiceApp.Name, InvoiceApp.Create, database, new Dictionary<string, string?> { ["Tax:Provider"] = "builtin" });

    // What replicas may say when they get into each other's way is that they are to be asked again, as work is.
    private static async Task<string> Ask(ITaxPlatform platform, string serialNo, Instant now)
    {
        var caller = new Caller("acme", "invoice", [Contracts.Role.Service], "invoice");
        var call = new Call(caller, "test", now, CancellationToken.None);
        var invoice = Orders.In(Domain.InvoiceState.Issuing).Invoice with { InvoiceId = serialNo };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ((TaxAnswer.Issued)await platform.Issue(invoice, new("示例商贸有限公司", "91310000MA1FL0000N"), call)).Number;
            }
            catch (RefusedException refused) when (refused.Refusal.Reason.Kind == RefusalKind.Unavailable && attempt < 20)
            {
            }
        }
    }
}
