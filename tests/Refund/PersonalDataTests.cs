using System.Text;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Ports;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Refunds.Tests.RefundHost;

namespace Aftersales.Refunds.Tests;

public sealed class PersonalDataTests
{
    private static readonly string[] Secrets = [Account, RealName, PlatformId];

    [Fact]
    public async Task R_PPL_2_the_payee_is_sealed_in_states_and_events_and_masked_in_replies()
    {
        var console = Console.Out;
        await using var log = new StringWriter();
        Console.SetOut(log);
        try
        {
            await using var host = await Start("sqlite");
            var order = await host.Order("o-1", settled: true);
            var refund = await host.Check(await host.Request(order, "step-1", ("1", 3)));
            await host.PayAll();

            var store = host.Service.Services.GetRequiredService<IStore>();
            var loaded = await store.Load(Merchant, "account", order, null, CancellationToken.None);
            var events = await store.Events(Merchant, "account", order, 0, 100, CancellationToken.None);
            var told = new StringBuilder(loaded.State).AppendJoin('\n', events.Select(e => e.Body))
                .AppendJoin('\n', host.Service.Published.Select(e => e.Json)).Append(await host.Get(refund.RefundId)).Append(log);
            var text = told.ToString();
            events.Count.ShouldBeGreaterThan(8);
            Secrets.ShouldAllBe(secret => !text.Contains(secret, StringComparison.Ordinal));
            text.ShouldContain("138****8078");
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    [Fact]
    public void R_PPL_2_a_payee_in_clear_does_not_print_itself()
    {
        var details = typeof(HttpPaymentChannel).Assembly.GetType("Aftersales.Refunds.Ports.PayeeDetails")!;
        Activator.CreateInstance(details, Account, RealName, PlatformId)!.ToString().ShouldBe("PayeeDetails");
    }
}
