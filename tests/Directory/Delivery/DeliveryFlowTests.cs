using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Aftersales.Directories.Delivery.PostOffice;
using ContactAddress = Aftersales.Contracts.Directories.ContactAddress;
using Medium = Aftersales.Contracts.Directories.Medium;

namespace Aftersales.Directories.Delivery;

/// <summary>Messages to customers over real sockets, against a provider and a mail server that can fail.</summary>
public class DeliveryFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_message_waits_for_a_contact_and_goes_out_once_however_often_it_is_told(string database)
    {
        await using var post = await PostOffice.Start(database);
        await post.Tell("case_1.1");
        await post.Tell("case_1.1");
        (await post.Message("case_1.1")).ShouldSatisfyAllConditions(
            message => message.State.ShouldBe(MessageState.Undeliverable), message => message.Reason.ShouldBe("NO_CONTACT"));
        post.Service.Last<CustomerMessageSettled>().Reason.ShouldBe("NO_CONTACT");

        await post.Reach((Medium.Sms, "13800138001"));
        var sent = await post.Message("case_1.1");
        (sent.State, sent.Medium, sent.Tries, sent.Reason).ShouldBe((MessageState.Sent, Medium.Sms, 1, ""));
        sent.Reference.ShouldNotBeEmpty();
        (await post.Texts()).ShouldBe([("13800138001", $"{Secret} case_1.1")]);
        post.Service.Last<CustomerMessageSettled>().State.ShouldBe(MessageState.Sent);
        post.Service.Published.ShouldAllBe(e => !e.Json.Contains("13800138001") && !e.Json.Contains("13700137000"));
        var store = post.Service.Services.GetRequiredService<IStore>();
        foreach (var (kind, id) in new[] { ("message", "case_1.1"), ("contact", Buyer) })
            (await store.Events(TeaHouse, kind, id, 0, 50, CancellationToken.None)).ShouldAllBe(e => !e.Body.Contains("13800138001") && !e.Body.Contains("13700137000"));
    }

    [Fact]
    public async Task Providers_that_fail_lose_nothing_and_tell_nothing_twice()
    {
        await using var post = await PostOffice.Start("sqlite");
        await post.Reach((Medium.Im, "buyer_im"), (Medium.Email, "wang@mail.example"));

        // Took it and did not answer: asked about, not sent again.
        await post.Fault(new { operation = "messaging.send", kind = "TIMEOUT_AFTER", delay_ms = 3000 });
        await post.Tell("case_1.1");
        (await post.Message("case_1.1")).State.ShouldBe(MessageState.Unknown);
        await post.Service.Advance(Duration.FromMinutes(1));
        (await post.Message("case_1.1")).State.ShouldBe(MessageState.Sent);

        // Did not take it and did not answer: asked about, then sent again under the same number.
        await post.Fault(new { operation = "messaging.send", kind = "ERROR_BEFORE" });
        await post.Tell("case_1.2");
        await post.Service.Advance(Duration.FromMinutes(1));
        (await post.Message("case_1.2")).ShouldSatisfyAllConditions(
            message => message.State.ShouldBe(MessageState.Waiting), message => message.Reason.ShouldBe("MESSAGE_NOT_FOUND"));
        await post.Service.Advance(Duration.FromMinutes(2));
        (await post.Message("case_1.2")).State.ShouldBe(MessageState.Sent);

        // Works on it for a while.
        await post.Fault(new { operation = "messaging.send", kind = "PROCESSING", ready_after_seconds = 0 });
        await post.Tell("case_1.3");
        await post.Service.Advance(Duration.FromMinutes(1));
        (await post.Message("case_1.3")).State.ShouldBe(MessageState.Sent);

        // Refuses it for good: over the other medium.
        await post.Fault(new { operation = "messaging.send", kind = "BUSINESS_ERROR", code = "BLOCKED" });
        await post.Tell("case_1.4");
        (await post.Message("case_1.4")).ShouldSatisfyAllConditions(
            message => message.State.ShouldBe(MessageState.Sent), message => message.Medium.ShouldBe(Medium.Email));

        (await post.Texts()).Select(text => text.Text.Split(' ')[1]).Order().ShouldBe(["case_1.1", "case_1.2", "case_1.3"]);
        var mail = (await post.Mails()).ShouldHaveSingleItem();
        mail.To.ShouldBe("wang@mail.example");
        mail.Data.ShouldContain("Message-ID: <case_1.4.email@");
        mail.Data.ShouldContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("处理方案")));
    }

    [Fact]
    public async Task A_mail_server_that_stays_away_ends_in_the_dead_list_from_which_it_is_replayed()
    {
        await using var post = await PostOffice.Start("sqlite");
        await post.Reach((Medium.Email, "wang@mail.example"));
        await post.Fault(new { operation = "mail.send", kind = "ERROR_BEFORE", times = 6 });
        await post.Tell("case_1.1");
        var tried = new List<Instant>();
        while (await post.Message("case_1.1") is { State: MessageState.Waiting, NextTime: { } next })
        {
            tried.Add(Instant.FromDateTimeOffset(next.ToDateTimeOffset()));
            await post.Service.MoveTo(tried[^1]);
        }

        // The last waits for the quiet hours to end as well.
        tried.Zip(tried.Skip(1), (a, b) => b - a).Take(4).ShouldBeInOrder();
        var dead = (await post.Boss.ListMessagesAsync(new() { State = MessageState.Dead })).Messages.ShouldHaveSingleItem();
        (dead.MessageId, dead.Tries, dead.Reason).ShouldBe(("case_1.1", 6, "MAIL_NOT_TAKEN"));
        (await post.Mails()).ShouldBeEmpty();

        ReplayMessageRequest Replay() => new() { RequestId = Guid.NewGuid().ToString(), MessageId = "case_1.1" };
        await post.Boss.ReplayMessageAsync(Replay());
        await post.Service.Drain();
        (await post.Message("case_1.1")).State.ShouldBe(MessageState.Sent);
        (await post.Mails()).ShouldHaveSingleItem();
        await Refused(post.Boss.ReplayMessageAsync(Replay()), "MESSAGE_STATE_INVALID");
        await Refused(post.Boss.ReplayMessageAsync(new() { RequestId = Guid.NewGuid().ToString(), MessageId = "case_9.9" }), "MESSAGE_NOT_FOUND");
        var agent = post.Service.Client(i => new DeliveryService.DeliveryServiceClient(i), TeaHouse, "wang", Role.AgentL1);
        await Refused(agent.ReplayMessageAsync(Replay()), "ROLE_REQUIRED");
    }

    [Fact]
    public async Task Quiet_hours_are_kept_and_a_message_without_a_way_lapses()
    {
        await using var post = await PostOffice.Start("sqlite");
        await post.Tell("case_1.1", validDays: 1);
        await post.Service.Advance(Duration.FromHours(39)); // 24:00 on the day after
        (await post.Message("case_1.1")).State.ShouldBe(MessageState.Lapsed);

        await post.Reach((Medium.Sms, "13800138001"));
        await post.Tell("case_1.2");
        await post.Tell("case_1.3", "pickup_failed");
        (await post.Message("case_1.2")).Reason.ShouldBe("QUIET_HOURS");
        (await post.Message("case_1.3")).State.ShouldBe(MessageState.Sent);
        await post.Service.Advance(Duration.FromHours(8));
        (await post.Message("case_1.2")).State.ShouldBe(MessageState.Sent);
        (await post.Texts()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_begun_before_a_crash_is_asked_about_and_a_text_that_cannot_be_had_is_waited_for()
    {
        await using var post = await PostOffice.Start("sqlite");
        await post.Reach((Medium.Sms, "13800138001"));
        await post.Service.Advance(Duration.FromHours(14)); // 23:00: it waits
        await post.Tell("case_1.1");

        // The process ended after this was committed, and before the provider was called.
        var messages = post.Service.Services.GetRequiredService<Aggregates<Outgoing, DeliveryEvent>>();
        var call = new Call(new(TeaHouse, "directory", [Role.Service]), "test", post.Service.Now, CancellationToken.None);
        await messages.Change("case_1.1", call, _ => new SendingBegun(Domain.Medium.Sms));
        await post.Service.Advance(Duration.FromHours(10));
        (await post.Message("case_1.1")).Reason.ShouldBe("MESSAGE_NOT_FOUND");
        await post.Service.Advance(Duration.FromMinutes(2));
        (await post.Message("case_1.1")).State.ShouldBe(MessageState.Sent);
        (await post.Texts()).ShouldHaveSingleItem();

        post.Complaint.IsAway = true;
        var telling = post.Tell("case_1.2");
        while (post.Complaint.Refused == 0)
            await Task.Delay(10);
        telling.IsCompleted.ShouldBeFalse("it stays due while Complaint is away");
        (await post.Message("case_1.2")).State.ShouldBe(MessageState.Waiting);
        post.Complaint.IsAway = false;
        await telling;
        (await post.Message("case_1.2")).State.ShouldBe(MessageState.Sent);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_PPL_2_contacts_are_shown_masked_and_revealed_with_a_trace(string database)
    {
        await using var post = await PostOffice.Start(database);
        await post.Reach((Medium.Sms, "13800138001"), (Medium.Email, "wang@mail.example"));
        var contact = (await post.Customer.GetContactAsync(new() { CustomerId = Buyer })).Contact;
        contact.Addresses.Select(address => (address.Medium, address.Address)).ShouldBe([(Medium.Sms, "138****8001"), (Medium.Email, "w***@mail.example")]);
        await post.Reach((Medium.Sms, "13800138001"), (Medium.Email, "wang@mail.example"));
        (await post.Customer.GetContactAsync(new() { CustomerId = Buyer })).Contact.Version.ShouldBe(contact.Version, "the same again changes nothing");

        ContactService.ContactServiceClient As(string person, Role role) => post.Service.Client(i => new ContactService.ContactServiceClient(i), TeaHouse, person, role);
        RevealContactRequest Reveal() => new() { RequestId = Guid.NewGuid().ToString(), CustomerId = Buyer, Purpose = ContactPurpose.CallBack };
        (await As("senior", Role.AgentL2).RevealContactAsync(Reveal())).Addresses[0].Address.ShouldBe("13800138001");
        var events = await post.Service.Services.GetRequiredService<IStore>().Events(TeaHouse, "contact", Buyer, 0, 50, CancellationToken.None);
        (events[^1].Type, events[^1].Actor.Person).ShouldBe(("ContactRevealed", "senior"));
        await Refused(As("wang", Role.AgentL1).RevealContactAsync(Reveal()), "ROLE_REQUIRED");
        await Refused(As("buyer-2", Role.Customer).GetContactAsync(new() { CustomerId = Buyer }), "CONTACT_NOT_FOUND");
        await Refused(As("buyer-2", Role.Customer).SetContactAsync(new() { RequestId = Guid.NewGuid().ToString(), CustomerId = Buyer }), "CONTACT_NOT_FOUND");
        await Refused(As("wang", Role.AgentL1).GetContactAsync(new() { CustomerId = "nobody" }), "CONTACT_NOT_FOUND");
        var wrong = await Refused(
            post.Customer.SetContactAsync(new()
            {
                RequestId = Guid.NewGuid().ToString(),
                CustomerId = Buyer,
                Addresses = { new ContactAddress { Medium = Medium.Email, Address = "not an address" } },
            }),
            "INVALID_REQUEST");
        wrong.Violations.Single().Field.ShouldBe("addresses[0].address");
    }

    [Fact]
    public async Task The_development_page_shows_messages_with_their_texts()
    {
        await using var post = await PostOffice.Start("sqlite");
        await post.Tell("case_1.1");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{post.Service.HttpPort}") };
        var page = await http.GetStringAsync(new Uri($"/development/outbox?merchant={TeaHouse}", UriKind.Relative));
        page.ShouldContain("case_1.1");
        page.ShouldContain("our offer case_1.1");
        page.ShouldContain("NO_CONTACT");
        (await http.GetStringAsync(new Uri("/development/outbox?merchant=other", UriKind.Relative))).ShouldNotContain("case_1.1");
        (await http.GetAsync(new Uri("/development/outbox", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private static async Task<ErrorDetails> Refused<T>(AsyncUnaryCall<T> call, string reason)
    {
        var details = ErrorDetails.From(await Should.ThrowAsync<RpcException>(call.ResponseAsync)).ShouldNotBeNull();
        details.Info!.Reason.ShouldBe(reason);
        return details;
    }
}
