using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;
using CustomerErasureAnswered = Aftersales.Contracts.Directories.CustomerErasureAnswered;
using CustomerErasureAsked = Aftersales.Contracts.Directories.CustomerErasureAsked;
using ErasureShare = Aftersales.Contracts.Directories.ErasureShare;
using ErasureShareState = Aftersales.Contracts.Directories.ErasureShareState;

namespace Aftersales.Refunds.Tests;

public sealed class ErasureTests
{
    [Fact]
    public async Task R_PPL_2_an_erasure_waits_for_the_money_takes_the_payee_and_leaves_the_ledger()
    {
        await using var host = await Start("sqlite");
        var store = host.Service.Services.GetRequiredService<IStore>();
        var refund = await host.Check(await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3)));
        await Ask(erase: false);
        Answer().State.ShouldBe(ErasureShareState.Waiting, "it is not paid");
        Answer().WaitsFor.ShouldBe(["account/o-1"]);

        await host.PayAll();
        // For some days the channel is asked whether the payment stands.
        while (Answer().State == ErasureShareState.Waiting)
            await host.Service.Advance(Duration.FromDays(1));
        Answer().State.ShouldBe(ErasureShareState.Ready);
        (await host.Get(refund.RefundId)).PayeeMasked.ShouldBe("138****8078", "nothing goes before all services agree");
        var before = await host.Finance.GetTrialBalanceAsync(new());

        await Ask(erase: true);
        (Answer().State, Answer().Erased, Answer().Kept).ShouldBe((ErasureShareState.Erased, 1, 0));
        (await host.Finance.GetTrialBalanceAsync(new())).ShouldBe(before);
        (await host.Get(refund.RefundId)).ShouldSatisfyAllConditions(paid => paid.PayeeMasked.ShouldBe(""), paid => paid.State.ShouldBe(RefundState.Paid));
        await Refused(
            host.Finance.RevealPayeeAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Purpose = RevealPurpose.Check }), StatusCode.FailedPrecondition, "PERSONAL_DATA_ERASED");

        // Asked once more, as by a Directory that was restored, it says the same.
        await Ask(erase: true);
        Answer().Erased.ShouldBe(1);
        (await store.Keys(Merchant, Buyer, ("", ""), 10, default)).ShouldBeEmpty();

        // What the customer names later can be read.
        var next = await host.Request(await host.Order("o-2", settled: true), "step-2", ("1", 1));
        await host.Customer.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = next.RefundId, Payee = Named() });
        (await host.First.RevealPayeeAsync(new() { RequestId = Id(), RefundId = next.RefundId, Purpose = RevealPurpose.Check })).Payee.ShouldBe(Named());

        async Task Ask(bool erase)
        {
            await host.Service.Deliver(new CustomerErasureAsked { ErasureId = "era_1", CustomerId = Buyer, Erase = erase }, Merchant, "directory");
            await host.Service.Drain();
        }

        ErasureShare Answer() => host.Service.Last<CustomerErasureAnswered>().Share;
    }
}
