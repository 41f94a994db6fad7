using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.World;
using CustomerErasureAnswered = Aftersales.Contracts.Directories.CustomerErasureAnswered;
using CustomerErasureAsked = Aftersales.Contracts.Directories.CustomerErasureAsked;

namespace Aftersales.Tracking.Tests.Service;

public class RevealRecipientTests
{
    [Fact]
    public async Task R_PPL_2_the_recipient_is_told_to_the_service_that_sends_a_courier_and_each_reading_is_kept()
    {
        await using var world = await Start("sqlite");
        var returns = world.Host.PeerClient(i => new TrackingService.TrackingServiceClient(i), "returns", Merchant, "returns", Role.Service);
        await Tell("100001", Placed());
        var before = (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order;

        var request = Request("100001");
        var told = (await returns.RevealRecipientAsync(request)).Recipient;
        (told.Name, told.Phone, told.Address).ShouldBe(("王小明", "13800001234", "望湖路105号"));
        (await returns.RevealRecipientAsync(request)).Recipient.ShouldBe(told);
        var after = (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order;
        after.Version.ShouldBe(before.Version + 1);
        after.Version = before.Version;
        after.ShouldBe(before);
        await world.Host.Drain();
        world.Host.Published.Count.ShouldBe(1, "a reading is nobody else's business");

        var nameless = Placed();
        nameless.RecipientAddress = "";
        await Tell("100002", nameless);
        await Refused(() => returns.RevealRecipientAsync(Request("100002")).ResponseAsync, StatusCode.FailedPrecondition, "RECIPIENT_UNKNOWN");
        await Refused(() => returns.RevealRecipientAsync(Request("100009")).ResponseAsync, StatusCode.NotFound, "ORDER_NOT_FOUND");
        await Refused(() => world.Desk.RevealRecipientAsync(Request("100001")).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");

        // Erased, once nothing is under way for the customer.
        await world.Host.Deliver(new CustomerErasureAsked { ErasureId = "era_1", CustomerId = Placed().BuyerId, Erase = true }, Merchant, "directory");
        await world.Host.Drain();
        world.Host.Last<CustomerErasureAnswered>().Share.WaitsFor.ShouldBe(["order/100001", "order/100002"]);
        (await returns.RevealRecipientAsync(Request("100001"))).Recipient.ShouldBe(told);
        foreach (var order in new[] { "100001", "100002" })
            await world.Desk.RecordFactsAsync(new() { OrderId = order, Facts = { Fact("f2", FactSource.OrderSystem, 2, f => f.Cancelled = new()) } });
        await world.Host.Advance(NodaTime.Duration.FromDays(1));
        world.Host.Last<CustomerErasureAnswered>().Share.Erased.ShouldBe(2);
        await Refused(() => returns.RevealRecipientAsync(Request("100001")).ResponseAsync, StatusCode.FailedPrecondition, "PERSONAL_DATA_ERASED");
        (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order.ShouldSatisfyAllConditions(
            order => (order.RecipientMasked, order.PhoneMasked).ShouldBe(("", "")), order => order.PaidAmount.ShouldBe(before.PaidAmount));

        async Task Tell(string order, OrderPlaced placed) => await world.Desk.RecordFactsAsync(
            new() { OrderId = order, Facts = { Fact("f1", FactSource.OrderSystem, 1, f => f.Placed = placed) } });
    }

    private static RevealRecipientRequest Request(string order) =>
        new() { RequestId = Guid.NewGuid().ToString(), OrderId = order, Purpose = RecipientPurpose.Pickup };
}
