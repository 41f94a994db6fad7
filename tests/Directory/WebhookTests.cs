using System.Net;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Directories.Features;
using Aftersales.Directories.Ports;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Contracts.Directories.WebhookService;
using Duration = NodaTime.Duration;

namespace Aftersales.Directories.Tests;

/// <summary>Events posted to a merchant's own system.</summary>
public class WebhookTests
{
    private const string Joined = "aftersales.directory.v1.PersonChanged";

    private static readonly Dictionary<string, string?> Here = new() { ["Webhooks:Allow"] = "127.0.0.0/8,::1/128", ["Webhooks:Http"] = "true" };

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task An_event_is_posted_signed_once_and_in_the_order_of_its_resource(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start(database);
        var request = Making(receiver);
        var made = await Desk(host).CreateSubscriptionAsync(request);
        made.SigningSecret.ShouldStartWith("whsec_");
        (await Desk(host).CreateSubscriptionAsync(request)).ShouldBe(new() { Subscription = made.Subscription });

        receiver.Status = 500;
        await Tell(host, "wang", 1);
        await Tell(host, "wang", 3);
        await Tell(host, "wang", 2);
        await Tell(host, "wang", 2);
        await Tell(host, "chen", 1);
        await host.Deliver(new MerchantRegistered { MerchantId = "tea-house" }, "tea-house", "directory", "tea-house/directory/tea-house/1/0");
        await host.Deliver(new PersonChanged(), "rival", "directory", "rival/directory/wang/1/0");
        await host.Drain();
        receiver.Posted.Select(p => (string?)p.Json["subject"]).ShouldBe(["wang", "chen"], ignoreOrder: true);

        receiver.Status = 204;
        await host.Advance(Duration.FromSeconds(10));
        var told = receiver.Posted.Skip(2).ToList();
        told.Where(p => (string?)p.Json["subject"] == "wang").Select(p => p.Id).ShouldBe(["tea-house/directory/wang/1/0", "tea-house/directory/wang/2/0", "tea-house/directory/wang/3/0"]);
        told.ShouldAllBe(p => p.IsSignedWith(made.SigningSecret) && p.ContentType == "application/cloudevents+json");
        var first = told.First(p => p.Id.Contains("wang")).Json;
        ((string?)first["specversion"], (string?)first["id"], (string?)first["source"], (string?)first["type"], (string?)first["merchant"], (string?)first["data"]!["person"]!["personId"])
            .ShouldBe(("1.0", "tea-house/directory/wang/1/0", "directory", Joined, "tea-house", "wang"));
        Math.Abs(long.Parse(told[0].Timestamp) - DateTimeOffset.UtcNow.ToUnixTimeSeconds()).ShouldBeLessThan(120);

        var log = (await Desk(host).ListDeliveriesAsync(new() { SubscriptionId = made.Subscription.SubscriptionId })).Deliveries;
        log.Count.ShouldBe(4);
        log.ShouldAllBe(d => d.State == DeliveryState.Delivered && d.HttpStatus == 204 && d.Problem == "");
        log.Single(d => d.EventId == "tea-house/directory/wang/1/0").Attempts.ShouldBe(2);
        (await Desk(host, "rival").ListDeliveriesAsync(new() { SubscriptionId = made.Subscription.SubscriptionId })).Deliveries.ShouldBeEmpty();
        await Refused(() => Desk(host, "rival").GetSubscriptionAsync(new() { SubscriptionId = made.Subscription.SubscriptionId }), StatusCode.NotFound, "SUBSCRIPTION_NOT_FOUND");
        var kept = await host.Services.GetRequiredService<IStore>().Events("tea-house", "subscription", made.Subscription.SubscriptionId, 0, 10, default);
        var secret = made.SigningSecret["whsec_".Length..];
        kept.ShouldAllBe(e => !e.Body.Contains(secret));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_is_never_taken_is_tried_with_growing_intervals_given_up_and_can_be_replayed(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start(database);
        var hook = (await Desk(host).CreateSubscriptionAsync(Making(receiver))).Subscription.SubscriptionId;
        receiver.Status = 302;
        await Tell(host, "wang", 1);
        await Tell(host, "wang", 2);
        await host.Drain();
        foreach (var wait in new[] { 10, 60, 600, 3600, 6 * 3600, 12 * 3600 })
        {
            await host.Advance(Duration.FromSeconds(wait - 1));
            var before = receiver.Posted.Count;
            await host.Advance(Duration.FromSeconds(1));
            receiver.Posted.Count.ShouldBe(before + 1);
        }

        // The seventh wait is the last; then the next event about the same gets its turn.
        receiver.Posted.Select(p => p.Id).Distinct().ShouldHaveSingleItem();
        await host.Advance(Duration.FromDays(1));
        receiver.Posted.Select(p => p.Id).Distinct().Count().ShouldBe(2);
        var dead = (await Desk(host).ListDeliveriesAsync(new() { SubscriptionId = hook, State = DeliveryState.Dead })).Deliveries.Single();
        (dead.EventId, dead.Attempts, dead.HttpStatus, dead.Problem).ShouldBe(("tea-house/directory/wang/1/0", 8, 302, "ANSWER"));

        receiver.Status = 200;
        (await Desk(host).ReplayDeliveryAsync(new() { RequestId = Id(), DeliveryId = dead.DeliveryId })).Delivery.State.ShouldBe(DeliveryState.Waiting);
        await host.Drain();
        (await Desk(host).ListDeliveriesAsync(new() { SubscriptionId = hook, State = DeliveryState.Dead })).Deliveries.ShouldBeEmpty();
        await Refused(() => Desk(host).ReplayDeliveryAsync(new() { RequestId = Id(), DeliveryId = dead.DeliveryId }), StatusCode.FailedPrecondition, "DELIVERY_STATE_INVALID");
        await Refused(() => Desk(host).ReplayDeliveryAsync(new() { RequestId = Id(), DeliveryId = "box_1.1" }), StatusCode.NotFound, "DELIVERY_NOT_FOUND");
        await Refused(() => Desk(host, "rival").ReplayDeliveryAsync(new() { RequestId = Id(), DeliveryId = dead.DeliveryId }), StatusCode.NotFound, "DELIVERY_NOT_FOUND");
    }

    [Fact]
    public async Task A_receiver_that_hangs_has_its_share_of_the_slots_and_others_get_their_events_meanwhile()
    {
        await using var hanging = await Receiver.Start();
        await using var other = await Receiver.Start();
        await using var host = await Start("sqlite");
        await Desk(host).CreateSubscriptionAsync(Making(hanging));
        await Desk(host, "rival").CreateSubscriptionAsync(Making(other));
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hanging.Held = release.Task;

        var people = Enumerable.Range(1, 2 * HookTurns.Share).Select(number => $"p{number}").ToList();
        foreach (var person in people)
            await Tell(host, person, 1);
        await Posted(hanging, HookTurns.Share);
        await host.Deliver(new PersonChanged { Person = new() { PersonId = "wang", Version = 1 } }, "rival", "directory", "rival/directory/wang/1/0");
        await Posted(other, 1);
        hanging.Posted.Count.ShouldBe(HookTurns.Share);

        release.SetResult();
        await Posted(hanging, people.Count);
        await host.Drain();
        hanging.Posted.Select(p => (string?)p.Json["subject"]).ShouldBe(people, ignoreOrder: true);
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_one_delivery_at_a_time_and_what_waited_for_it_next()
    {
        var time = new ManualTime();
        var turns = new HookTurns(time);
        var first = new TaskCompletionSource();
        var delivered = new List<string>();
        Task Deliver(WorkItem item)
        {
            delivered.Add(item.Aggregate);
            return item.Aggregate == "first" ? first.Task : Task.CompletedTask;
        }

        var running = turns.Run("hook", isFailing: true, Item("first"), Deliver);
        await turns.Run("hook", isFailing: true, Item("too early"), Deliver);
        time.Advance(TimeSpan.FromMinutes(1));
        await turns.Run("hook", isFailing: true, Item("next"), Deliver);
        await turns.Run("other hook", isFailing: true, Item("elsewhere"), Deliver);
        delivered.ShouldBe(["first", "elsewhere"]);

        // What waited for too long somebody else has leased by then.
        first.SetResult();
        await running;
        delivered.ShouldBe(["first", "elsewhere", "next"]);
        await turns.Run("hook", isFailing: true, Item("last"), Deliver);
        delivered.Last().ShouldBe("last");

        static WorkItem Item(string box) => new("tea-house", box, "send:1", default, 1);
    }

    [Fact]
    public async Task A_webhook_is_paused_resumed_and_ended_and_pauses_by_itself_when_nothing_gets_through_for_days()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start("sqlite");
        var hook = (await Desk(host).CreateSubscriptionAsync(Making(receiver))).Subscription.SubscriptionId;
        (await Desk(host).PauseSubscriptionAsync(new() { RequestId = Id(), SubscriptionId = hook })).Subscription.State.ShouldBe(SubscriptionState.Paused);
        await Tell(host, "wang", 1);
        await host.Drain();
        receiver.Posted.ShouldBeEmpty();
        await Desk(host).ResumeSubscriptionAsync(new() { RequestId = Id(), SubscriptionId = hook });
        await host.Drain();
        receiver.Posted.Count.ShouldBe(1);

        receiver.Status = 503;
        for (var day = 0; day < 4; day++)
        {
            await Tell(host, $"p{day}", 1);
            await host.Advance(Duration.FromDays(1));
        }

        var failed = (await Desk(host).GetSubscriptionAsync(new() { SubscriptionId = hook })).Subscription;
        (failed.State, failed.FailingSinceTime is not null).ShouldBe((SubscriptionState.Failed, true));
        var tried = receiver.Posted.Count;
        await Tell(host, "later", 1);
        await host.Advance(Duration.FromHours(2));
        receiver.Posted.Count.ShouldBe(tried);
        receiver.Status = 200;
        (await Desk(host).ResumeSubscriptionAsync(new() { RequestId = Id(), SubscriptionId = hook })).Subscription.FailingSinceTime.ShouldBeNull();
        await host.Drain();
        receiver.Posted.ShouldContain(p => p.Id == "tea-house/directory/later/1/0");

        receiver.Status = 500;
        await Tell(host, "last", 1);
        await host.Drain();
        (await Desk(host).EndSubscriptionAsync(new() { RequestId = Id(), SubscriptionId = hook })).Subscription.State.ShouldBe(SubscriptionState.Ended);
        await host.Drain();
        (await Desk(host).ListDeliveriesAsync(new() { SubscriptionId = hook })).Deliveries.ShouldBeEmpty();
        var ended = receiver.Posted.Count;
        await Tell(host, "wang", 9);
        await host.Advance(Duration.FromDays(1));
        receiver.Posted.Count.ShouldBe(ended);
        await Refused(() => Desk(host).ResumeSubscriptionAsync(new() { RequestId = Id(), SubscriptionId = hook }), StatusCode.FailedPrecondition, "SUBSCRIPTION_STATE_INVALID");
    }

    [Fact]
    public async Task After_a_replacement_both_secrets_sign_until_the_overlap_is_past()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start("sqlite");
        var made = await Desk(host).CreateSubscriptionAsync(Making(receiver));
        var replacement = new ReplaceSigningSecretRequest { RequestId = Id(), SubscriptionId = made.Subscription.SubscriptionId, Overlap = new() { Seconds = 3600 } };
        var second = (await Desk(host).ReplaceSigningSecretAsync(replacement)).SigningSecret;
        (await Desk(host).ReplaceSigningSecretAsync(replacement)).SigningSecret.ShouldBeEmpty();
        await Tell(host, "wang", 1);
        await host.Drain();
        await host.Advance(Duration.FromHours(1));
        await Tell(host, "wang", 2);
        await host.Drain();
        receiver.Posted.Select(p => (p.IsSignedWith(made.SigningSecret), p.IsSignedWith(second))).ShouldBe([(true, true), (false, true)]);
    }

    [Fact]
    public async Task Nothing_private_is_called_unless_the_installation_allows_it()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await TestService.Start("directory", DirectoryApp.Create, "sqlite");
        foreach (var url in new[] { receiver.Address, "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://u:p@example.com/", "ftp://example.com/", "example.com", "https://[::ffff:10.0.0.1]/" })
        {
            var request = Making(receiver);
            request.Url = url;
            ErrorDetails.From(await Refused(() => Desk(host).CreateSubscriptionAsync(request), StatusCode.InvalidArgument, "INVALID_REQUEST"))!.Violations.Select(v => v.Field).ShouldBe(["url"]);
        }

        var unknown = Making(receiver);
        unknown.Url = "https://hooks.example.com/";
        unknown.EventTypes.Add("aftersales.nobody.v1.Nothing");
        ErrorDetails.From(await Refused(() => Desk(host).CreateSubscriptionAsync(unknown), StatusCode.InvalidArgument, "INVALID_REQUEST"))!.Violations.Select(v => v.Field).ShouldBe(["event_types[1]"]);

        // A name is looked at when it is connected to, whatever it stood for when it was asked for.
        using var sender = new HookSender(new AddressGuard([], isHttpAllowed: true));
        (await sender.Send(receiver.Address.Replace("127.0.0.1", "localhost"), "1", "{}", [], host.Now, default)).ShouldBe(new Domain.Attempt(0, "ADDRESS_DENIED"));
        receiver.Posted.ShouldBeEmpty();
        using var allowed = new HookSender(new AddressGuard([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")], isHttpAllowed: true));
        (await allowed.Send(receiver.Address, "1", "{}", [], host.Now, default)).ShouldBe(new Domain.Attempt(204, null));

        // Orders have ids of the merchant's making, and no header takes all of their signs.
        (await allowed.Send(receiver.Address, "acme/refund/订单 7\n/1/0", "{}", [], host.Now, default)).ShouldBe(new Domain.Attempt(204, null));
        receiver.Posted[^1].Id.ShouldBe("acme/refund/%E8%AE%A2%E5%8D%95%207%0A/1/0");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:0:7f00:1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_public_addresses_are_called(string address, bool isPublic) => new AddressGuard([], false).Allows(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public void Every_event_of_the_suite_can_be_asked_for() => SuiteEvents.Names.ShouldSatisfyAllConditions(
        names => names.ShouldContain(ReturnRequested.Descriptor.FullName),
        names => names.ShouldContain(Joined),
        names => names.ShouldNotContain(PersonSnapshot.Descriptor.FullName),
        names => names.ShouldNotContain(TrackingCase.Descriptor.FullName),
        names => names.ShouldNotContain(OrderFactsTold.Descriptor.FullName));

    private static Task<TestService> Start(string database) => TestService.Start("directory", DirectoryApp.Create, database, Here);

    private static Task Tell(TestService host, string person, int version) => host.Deliver(
        new PersonChanged { Person = new() { PersonId = person, Version = version } }, "tea-house", "directory", $"tea-house/directory/{person}/{version}/0");

    private static CreateSubscriptionRequest Making(Receiver receiver) => new() { RequestId = Id(), Label = "ERP", Url = receiver.Address, EventTypes = { Joined } };

    private static WebhookServiceClient Desk(TestService host, string merchant = "tea-house") =>
        host.Client(i => new WebhookServiceClient(i), merchant, "lin.boss", Role.Supervisor);

    private static async Task Posted(Receiver receiver, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (receiver.Posted.Count < count)
            await Task.Delay(5, patience.Token);
    }

    private static string Id() => Guid.NewGuid().ToString();

    private static async Task<RpcException> Refused<T>(Func<AsyncUnaryCall<T>> call, StatusCode code, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call());
        (error.StatusCode, ErrorDetails.From(error)?.Info?.Reason).ShouldBe((code, reason));
        return error;
    }
}
