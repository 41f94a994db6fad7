using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>Every fault of the channel, through the adapter, over sockets.</summary>
public sealed class ChannelTests
{
    private static readonly ChannelAnswer Unknown = new ChannelAnswer.Unknown();
    private static readonly ChannelAnswer NotMade = new ChannelAnswer.NotMade();

    [Fact]
    public async Task A_refund_is_paid_and_found_in_both_modes()
    {
        await using var world = await World.Start();
        foreach (var (channel, number) in new[] { (world.Channel(), "pay_1"), (world.InPublicKeyMode(), "pay_3") })
        {
            var refund = world.Refund with { OutRequestNo = number };
            (await channel.Ask(refund, default)).ShouldBe(NotMade);
            var paid = (await channel.Pay(refund, default)).ShouldBeOfType<ChannelAnswer.Paid>();
            paid.ChannelNo.ShouldBe("T1");
            (SystemClock.Instance.GetCurrentInstant() - paid.At).ShouldBeLessThan(Duration.FromMinutes(1));
            (await channel.Ask(refund, default)).ShouldBe(paid);
        }

        (await world.MovedOut()).ShouldBe(10_00);
        world.Log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transfer_is_paid_and_found()
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        (await channel.Ask(world.Transfer, default)).ShouldBe(NotMade);
        var paid = (await channel.Pay(world.Transfer, default)).ShouldBeOfType<ChannelAnswer.Paid>();
        (await channel.Ask(world.Transfer, default)).ShouldBe(paid);
        (await channel.Pay(world.Transfer, default)).ShouldBe(paid, "the number pays once");
        (await world.MovedOut()).ShouldBe(5_00);
    }

    [Fact]
    public async Task R_REF_4_a_refund_repeated_under_its_number_changes_no_funds_and_is_asked_about()
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        var paid = await channel.Pay(world.Refund, default);
        (await channel.Pay(world.Refund, default)).ShouldBe(Unknown);
        (await channel.Ask(world.Refund, default)).ShouldBe(paid);
        (await world.MovedOut()).ShouldBe(5_00);
    }

    [Theory]
    [InlineData("TIMEOUT_BEFORE", false)]
    [InlineData("TIMEOUT_AFTER", true)]
    [InlineData("ERROR_BEFORE", false)]
    [InlineData("ERROR_AFTER", true)]
    [InlineData("WRONG_SIGNATURE", true)]
    [InlineData("TAMPERED", true)]
    public async Task R_REF_4_an_answer_that_is_lost_or_not_the_channels_is_unknown_until_asked_about(string fault, bool isPaid)
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        foreach (var (operation, order) in new[] { ("refund", world.Refund), ("transfer", world.Transfer) })
        {
            await world.Fault(operation, fault);
            (await channel.Pay(order, default)).ShouldBeOfType<ChannelAnswer.Unknown>();
            var found = await channel.Ask(order, default);
            if (isPaid)
                found.ShouldBeOfType<ChannelAnswer.Paid>();
            else
                found.ShouldBe(NotMade);
        }

        (await world.MovedOut()).ShouldBe(isPaid ? 10_00 : 0);
    }

    [Theory, InlineData("WRONG_SIGNATURE"), InlineData("TAMPERED"), InlineData("TIMEOUT_AFTER"), InlineData("ERROR_AFTER")]
    public async Task R_REF_4_a_question_whose_answer_is_not_to_be_believed_leaves_it_unknown(string fault)
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        foreach (var (operation, order) in new[] { ("refund", world.Refund), ("transfer", world.Transfer) })
        {
            await channel.Pay(order, default);
            await world.Fault($"{operation}.query", fault);
            (await channel.Ask(order, default)).ShouldBeOfType<ChannelAnswer.Unknown>();
            (await channel.Ask(order, default)).ShouldBeOfType<ChannelAnswer.Paid>();
        }
    }

    [Fact]
    public async Task R_REF_4_an_answer_that_comes_too_late_is_unknown()
    {
        await using var world = await World.Start();
        await world.Fault("refund", "LATE", delay: 30_000);
        (await world.Channel(TimeSpan.FromMilliseconds(500)).Pay(world.Refund, default)).ShouldBe(Unknown);
        world.Log.Lines.ShouldBe("Warning: alipay.trade.refund of pay_1: no answer (TaskCanceledException); it is unknown ");
    }

    [Fact]
    public async Task R_REF_4_a_channel_that_nobody_reaches_is_unknown()
    {
        await using var world = await World.Start();
        var channel = world.Channel(null, ("Address", $"http://127.0.0.1:{FreePort.Next()}/gateway.do"));
        (await channel.Pay(world.Refund, default)).ShouldBe(Unknown);
        (await channel.Ask(world.Transfer, default)).ShouldBe(Unknown);
    }

    [Fact]
    public async Task R_REF_4_an_address_that_is_no_gateway_is_unknown()
    {
        await using var world = await World.Start();
        var gateway = new Uri(world.App.Gateway, "/");
        (await world.Channel(null, ("Address", new Uri(gateway, "health").ToString())).Pay(world.Refund, default)).ShouldBe(Unknown);
        (await world.Channel(null, ("Address", new Uri(gateway, "nowhere").ToString())).Pay(world.Refund, default)).ShouldBe(Unknown);
        world.Log.Lines.ShouldContain("answered with HTTP 404");
    }

    [Fact]
    public async Task R_REF_9_what_the_channel_took_back_is_reversed()
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        foreach (var (operation, order) in new[] { ("refund", world.Refund), ("transfer", world.Transfer) })
        {
            await world.Fault(operation, "REVERSE");
            (await channel.Pay(order, default)).ShouldBeOfType<ChannelAnswer.Paid>();
            (await channel.Ask(order, default)).ShouldBeOfType<ChannelAnswer.Reversed>();
        }
    }

    [Fact]
    public async Task R_REF_2_a_name_that_does_not_match_and_an_account_that_there_is_not_are_the_payees_matter()
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        (await channel.Pay(world.To(World.Account, "王大明"), default)).ShouldBe(new ChannelAnswer.Refused("PAYEE_USER_INFO_ERROR", RefusedBecause.PayeeWrong));
        (await channel.Pay(world.To("nobody@example.com", World.RealName), default)).ShouldBe(new ChannelAnswer.Refused("PAYEE_NOT_EXIST", RefusedBecause.PayeeWrong));
        (await channel.Pay(world.To("2088000000000001", World.RealName), default)).ShouldBe(new ChannelAnswer.Refused("PAYEE_NOT_EXIST", RefusedBecause.PayeeWrong));
        (await world.MovedOut()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_comes_through_with_its_code()
    {
        await using var world = await World.Start();
        await world.Fault("refund", "BUSINESS_ERROR", code: "ACQ.TRADE_HAS_FINISHED");
        (await world.Channel().Pay(world.Refund, default)).ShouldBe(new ChannelAnswer.Refused("ACQ.TRADE_HAS_FINISHED", RefusedBecause.Settled));
        await world.Fault("refund", "BUSINESS_ERROR", code: "ACQ.SYSTEM_ERROR");
        (await world.Channel().Pay(world.Refund, default)).ShouldBe(new ChannelAnswer.Unknown("ACQ.SYSTEM_ERROR"));
    }

    [Fact]
    public async Task R_REF_4_an_app_that_the_channel_does_not_know_gets_unsigned_answers_which_say_nothing()
    {
        await using var world = await World.Start();
        (await world.Channel(null, ("AppId", "2021000000000099")).Pay(world.Refund, default)).ShouldBe(Unknown);
        world.Log.Lines.ShouldBe("Warning: alipay.trade.refund of pay_1: an answer without signature (40002 isv.invalid-app-id) is not believed; it is unknown ");
    }

    [Fact]
    public async Task R_REF_4_answers_signed_with_another_certificate_are_unknown_and_name_the_setting()
    {
        await using var world = await World.Start();
        using var other = OtherKeys.Beside(world.App.AlipayRootFile);
        var channel = world.Channel(null, ("AlipayCertificateFile", other.CertificateFile), ("AlipayRootFile", other.RootFile));
        (await channel.Pay(world.Refund, default)).ShouldBe(Unknown);
        world.Log.Lines.ShouldContain("signed with another certificate than that of Payment:AlipayCertificateFile");
    }

    [Fact]
    public async Task Without_transfers_an_abnormal_refund_waits_and_a_person_learns_why()
    {
        await using var world = await World.Start();
        var channel = world.InPublicKeyMode();
        (await channel.Pay(world.Transfer, default)).ShouldBe(new ChannelAnswer.Refused("TRANSFERS_OFF", RefusedBecause.NotNow));
        (await channel.Ask(world.Transfer, default)).ShouldBe(new ChannelAnswer.Unknown("TRANSFERS_OFF"));
    }

    [Fact]
    public async Task R_PPL_2_the_log_says_what_happened_and_nothing_about_people()
    {
        await using var world = await World.Start();
        var channel = world.Channel();
        await world.Fault("transfer", "WRONG_SIGNATURE");
        await channel.Pay(world.Transfer, default);
        await world.Fault("transfer", "TIMEOUT_BEFORE");
        await channel.Pay(world.Transfer, default);
        world.Log.Lines.ShouldContain("Error: alipay.fund.trans.uni.transfer of pay_2: the signature of the answer does not verify; it is unknown");
        world.Log.Lines.ShouldContain("no answer");
        world.Log.Lines.ShouldNotContain(World.Account);
        world.Log.Lines.ShouldNotContain(World.RealName);
        world.Log.Lines.ShouldNotContain("sign=");
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_silence_of_the_channel()
    {
        await using var world = await World.Start();
        await world.Fault("refund", "LATE", delay: 30_000);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => world.Channel().Pay(world.Refund, patience.Token));
    }
}
