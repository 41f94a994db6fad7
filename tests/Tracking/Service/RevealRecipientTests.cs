using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.World;

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

        async Task Tell(string order, OrderPlaced placed) => await world.Desk.RecordFactsAsync(
            new() { OrderId = order, Facts = { Fact("f1", FactSource.OrderSystem, 1, f => f.Placed = placed) } });
    }

    private static RevealRecipientRequest Request(string order) =>
        new() { RequestId = Guid.NewGuid().ToString(), OrderId = order, Purpose = RecipientPurpose.Pickup };
}
