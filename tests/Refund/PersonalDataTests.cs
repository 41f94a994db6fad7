using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Ports;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Refunds.Tests.RefundHost;

namespace Aftersales.Refunds.Tests;

public sealed class PersonalDataTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

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
            var shown = new RevealPayeeRequest { RequestId = Id(), RefundId = refund.RefundId, Purpose = RevealPurpose.Check };
            (await host.Finance.RevealPayeeAsync(shown)).Payee.ShouldBe(Named());
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

    [Theory, MemberData(nameof(Databases))]
    public async Task R_PPL_2_a_payee_is_shown_to_whose_step_it_is_and_the_reading_is_kept(string database)
    {
        await using var host = await Start(database);
        var refund = await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3));
        var reveal = new RevealPayeeRequest { RequestId = Id(), RefundId = refund.RefundId, Purpose = RevealPurpose.Check };
        await Refused(host.First.RevealPayeeAsync(reveal), StatusCode.FailedPrecondition, "REFUND_STATE_INVALID");
        await host.Customer.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Payee = Named() });
        await Refused(host.Second.RevealPayeeAsync(reveal), StatusCode.PermissionDenied, "STEP_NOT_YOURS");
        await Refused(host.Client(Agent, Role.AgentL2).RevealPayeeAsync(reveal), StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(host.First.RevealPayeeAsync(new(reveal) { Purpose = RevealPurpose.Unspecified }), StatusCode.InvalidArgument, "INVALID_REQUEST");

        (await host.First.RevealPayeeAsync(reveal)).Payee.ShouldBe(Named());
        (await host.First.RevealPayeeAsync(reveal)).Payee.ShouldBe(Named(), "the same request");
        (await host.Get(refund.RefundId)).PayeeReadings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            reading => reading.PersonId.ShouldBe("p_return_specialist"), reading => reading.Step.ShouldBe(CheckStep.First),
            reading => reading.Purpose.ShouldBe(RevealPurpose.Check));
        var events = await host.Service.Services.GetRequiredService<IStore>().Events(Merchant, "account", "o-1", 0, 100, CancellationToken.None);
        events.ShouldContain(kept => kept.Type == "PayeeRevealed" && kept.Actor.Person == "p_return_specialist");
    }

    [Fact]
    public void R_PPL_2_a_payee_in_clear_does_not_print_itself()
    {
        var details = typeof(IPaymentChannel).Assembly.GetType("Aftersales.Refunds.Ports.PayeeDetails")!;
        Activator.CreateInstance(details, Account, RealName, PlatformId)!.ToString().ShouldBe("PayeeDetails");
    }
}
