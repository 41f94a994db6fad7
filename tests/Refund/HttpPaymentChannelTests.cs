using System.Net.Http.Json;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using Aftersales.Simulators;
using Aftersales.Testing;

namespace Aftersales.Refunds.Tests;

public sealed class HttpPaymentChannelTests
{
    private static readonly PaymentOrder Order = new("pay_1", Money.Cny(5), "T1", null);

    [Fact]
    public async Task R_REF_4_an_answer_that_comes_too_late_is_unknown()
    {
        await using var world = await Started.World();
        using var http = new HttpClient { BaseAddress = world.Host.Payment };
        await Fault(world, http, new { operation = "payment.refund", kind = "LATE", delay_ms = 30_000 });
        using var impatient = new HttpClient { BaseAddress = world.Host.Payment, Timeout = TimeSpan.FromMilliseconds(200) };
        (await new HttpPaymentChannel(impatient, new Vault(new byte[32])).Pay(Order, CancellationToken.None)).ShouldBeOfType<ChannelAnswer.Unknown>();
    }

    [Fact]
    public async Task R_REF_4_a_channel_that_nobody_reaches_is_unknown()
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{FreePort.Next()}/") };
        var channel = new HttpPaymentChannel(http, new Vault(new byte[32]));
        (await channel.Pay(Order, CancellationToken.None)).ShouldBeOfType<ChannelAnswer.Unknown>();
        (await channel.Ask(Order, CancellationToken.None)).ShouldBeOfType<ChannelAnswer.Unknown>();
    }

    [Theory]
    [InlineData("ACQ.TRADE_HAS_FINISHED", RefusedBecause.Settled)]
    [InlineData("PAYEE_NOT_EXIST", RefusedBecause.PayeeWrong)]
    [InlineData("PAYEE_USER_INFO_ERROR", RefusedBecause.PayeeWrong)]
    [InlineData("ACQ.SELLER_BALANCE_NOT_ENOUGH", RefusedBecause.NotNow)]
    [InlineData("PAYER_BALANCE_NOT_ENOUGH", RefusedBecause.NotNow)]
    [InlineData("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", RefusedBecause.ForGood)]
    public async Task A_refusal_says_what_follows_from_it(string code, RefusedBecause because) =>
        (await Refused(code)).ShouldBe(new ChannelAnswer.Refused(code, because));

    [Theory, InlineData("ACQ.DISCORDANT_REPEAT_REQUEST"), InlineData("PAYMENT_INFO_INCONSISTENCY"), InlineData("ACQ.SYSTEM_ERROR")]
    public async Task R_REF_4_a_refusal_that_leaves_open_whether_money_moved_is_unknown(string code) =>
        (await Refused(code)).ShouldBeOfType<ChannelAnswer.Unknown>();

    [Fact]
    public async Task The_channel_knows_nothing_of_a_payment_that_it_does_not_have()
    {
        await using var world = await Started.World();
        using var http = new HttpClient { BaseAddress = world.Host.Payment };
        (await new HttpPaymentChannel(http, new Vault(new byte[32])).Ask(Order, CancellationToken.None)).ShouldBeOfType<ChannelAnswer.NotMade>();
    }

    private static async Task<ChannelAnswer> Refused(string code)
    {
        await using var world = await Started.World();
        using var http = new HttpClient { BaseAddress = world.Host.Payment };
        await Fault(world, http, new { operation = "payment.refund", kind = "BUSINESS_ERROR", code });
        return await new HttpPaymentChannel(http, new Vault(new byte[32])).Pay(Order, CancellationToken.None);
    }

    private static async Task Fault(Started world, HttpClient http, object fault)
    {
        using var response = await http.PostAsJsonAsync(new Uri(world.Host.Root, "faults"), fault);
        response.EnsureSuccessStatusCode();
    }

    private sealed record Started(SimulatorHost Host, string Folder) : IAsyncDisposable
    {
        public static async Task<Started> World()
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
            return new(await SimulatorHost.Start(new() { DataFolder = folder }), folder);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            System.IO.Directory.Delete(Folder, recursive: true);
        }
    }
}
