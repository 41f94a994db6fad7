using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Complaint.Tests.Service.World;
using RevealPurpose = Aftersales.Contracts.Complaints.RevealPurpose;

namespace Aftersales.Complaint.Tests.Service;

public class TimelineTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_case_and_its_plan_are_one_timeline_page_by_page(string database)
    {
        await using var world = await World.Start(database);
        var caseId = await world.Accepted(Refund(Line("1", 1)));
        await world.Deliver(Paid((await world.Plan(caseId)).Steps.Single()), "refund");
        await world.Service.Drain();

        var whole = await Read(world.Agent, caseId, 500);
        whole.Select(entry => entry.EntryId).ShouldBeUnique();
        whole.Select(entry => entry.Time).ShouldBe(whole.Select(entry => entry.Time).Order());
        whole.Select(entry => entry.Event).ShouldBe(
        [
            "CaseOpened", "CaseAdvised", "CustomerTold", "OfferMade", "ResponseGiven", "CustomerTold", "OfferAccepted", "CustomerTold", "PlanStarted", "NewsHeard", "CustomerTold",
            "CaseResolved", "CustomerTold", "PlanOpened", "StepStarted", "StepRunning", "StepDone", "PlanMoved",
        ], ignoreOrder: true);
        whole.ShouldAllBe(entry => entry.Kind != TimelineKind.Unspecified && entry.Summary.Zh.Length > 0 && entry.Summary.En.Length > 0);
        foreach (var size in new[] { 1, 3 })
            (await Read(world.Agent, caseId, size)).ShouldBe(whole);
        whole.Single(entry => entry.Event == "OfferMade").ShouldSatisfyAllConditions(
            entry => entry.PersonId.ShouldBe("agent-1"),
            entry => entry.Role.ShouldBe(Role.AgentL1),
            entry => entry.Summary.Zh.ShouldContain("退款（第1行商品1件），无需退货"));
        whole.Last(entry => entry.Event == "CustomerTold").Role.ShouldBe(Role.Service);
    }

    [Fact]
    public async Task R_PPL_2_customers_see_their_part_and_no_names_and_staff_see_no_phone_numbers()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        await Timelines(world, "agent-1", Role.AgentL1).AddNoteAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Note = "内部：此人常来，电话13900139000" });
        var offer = await world.Offer(opened.CaseId, Coupon(5_00));
        await world.Customer.DeclineOfferAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, OfferId = offer, Wish = "赔二十" });
        await world.Senior.RejectCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "证据不足，可致电13700137000" });

        var theirs = await Read(world.Customer, opened.CaseId, 2);
        theirs.Select(entry => entry.Event).ShouldBe(["CaseOpened", "CustomerTold", "CustomerTold", "OfferDeclined", "CustomerTold", "CustomerTold"]);
        theirs.ShouldAllBe(entry => entry.PersonId == "" || entry.PersonId == Buyer);
        theirs[0].Words.ShouldBe(Words);
        theirs[^1].Summary.Zh.ShouldContain("证据不足，可致电13700137000");
        var shown = string.Join('\n', theirs.Select(entry => entry.ToString()));
        foreach (var hidden in new[] { "agent-1", "senior-1", "内部", "13900139000" })
            shown.ShouldNotContain(hidden);

        foreach (var place in new[] { "x", "1 plan", "1 plan x", "1 plan 1 plan 2", "" })
        {
            var forged = PageTokens.Write($"timeline/{opened.CaseId}", place, "");
            (await Refused(world.Customer.GetTimelineAsync(new() { CaseId = opened.CaseId, PageToken = forged }))).ShouldBe("PAGE_TOKEN_INVALID", place);
        }

        var staff = string.Join('\n', (await Read(world.Senior, opened.CaseId, 50)).Select(entry => entry.ToString()));
        staff.ShouldContain("内部：此人常来，电话139****9000");
        foreach (var hidden in new[] { "13800138000", "13900139000", "13700137000" })
            staff.ShouldNotContain(hidden);
        (await world.Agent.GetCaseAsync(new() { CaseId = opened.CaseId })).Case.Description.ShouldNotContain("13800138000");

        var stranger = world.As("buyer-2", Role.Customer);
        (await Refused(stranger.GetTimelineAsync(new() { CaseId = opened.CaseId }))).ShouldBe("CASE_NOT_FOUND");
    }

    [Fact]
    public async Task R_PPL_2_words_are_revealed_to_who_works_the_case_and_it_stands_in_the_timeline()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        RevealWordsRequest Reveal(string entry) => new() { RequestId = NewId(), CaseId = opened.CaseId, EntryId = entry, Purpose = RevealPurpose.CallBack };
        var first = $"{opened.CaseId}.1";

        (await Timelines(world, "agent-1", Role.AgentL1).RevealWordsAsync(Reveal(first))).Words.ShouldBe(Words);
        (await Timelines(world, "boss", Role.Supervisor).RevealWordsAsync(Reveal(first))).Words.ShouldBe(Words);
        (await Refused(Timelines(world, "agent-2", Role.AgentL1).RevealWordsAsync(Reveal(first)))).ShouldBe("NOT_CASE_OWNER");
        (await Refused(Timelines(world, "agent-1", Role.AgentL1).RevealWordsAsync(Reveal($"{opened.CaseId}.2")))).ShouldBe("TIMELINE_ENTRY_NOT_FOUND");
        (await Refused(Timelines(world, "agent-1", Role.AgentL1).RevealWordsAsync(Reveal("case_other.1")))).ShouldBe("TIMELINE_ENTRY_NOT_FOUND");
        (await Refused(Timelines(world, Buyer, Role.Customer).RevealWordsAsync(Reveal(first)))).ShouldBe("ROLE_REQUIRED");

        var disclosures = (await Read(world.Senior, opened.CaseId, 50)).Where(entry => entry.Kind == TimelineKind.Disclosure).ToList();
        disclosures.Select(entry => (entry.PersonId, entry.Summary.En)).ShouldBe(
            [("agent-1", $"words of {first} were shown in clear (call_back)"), ("boss", $"words of {first} were shown in clear (call_back)")]);
        (await Read(world.Customer, opened.CaseId, 50)).ShouldAllBe(entry => entry.Kind != TimelineKind.Disclosure);
    }

    [Fact]
    public async Task A_watch_tells_what_comes_and_goes_on_where_it_was()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string place;
        using (var watch = Timelines(world, Buyer, Role.Customer).WatchTimeline(new() { CaseId = opened.CaseId }, cancellationToken: patience.Token))
        {
            (await watch.ResponseStream.MoveNext(patience.Token)).ShouldBeTrue();
            watch.ResponseStream.Current.Entries.Select(entry => entry.Event).ShouldBe(["CaseOpened", "CustomerTold"]);
            await world.Offer(opened.CaseId, Coupon(5_00));
            while (watch.ResponseStream.Current.Entries is not [{ Summary.Zh: var told }] || !told.Contains("5.00元优惠券"))
                (await watch.ResponseStream.MoveNext(patience.Token)).ShouldBeTrue();
            place = watch.ResponseStream.Current.NextPageToken;
        }

        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId });
        using var again = Timelines(world, Buyer, Role.Customer).WatchTimeline(new() { CaseId = opened.CaseId, PageToken = place }, cancellationToken: patience.Token);
        (await again.ResponseStream.MoveNext(patience.Token)).ShouldBeTrue();
        again.ResponseStream.Current.Entries.Select(entry => entry.Event).ShouldBe(["CaseWithdrawn", "CustomerTold"]);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_message_is_published_without_words_and_fetched_with_them(string database)
    {
        await using var world = await World.Start(database);
        var opened = await world.Open();
        (await Refused(world.Agent.RejectCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "订单已取消" }))).ShouldBe("MESSAGE_WORDS_FORBIDDEN");
        await world.Agent.RejectCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "超过限购" });
        await world.Service.Drain();

        var published = world.Service.Published.Where(e => e.Type == CustomerNotified.Descriptor.FullName).ToList();
        published.ShouldAllBe(e => e.Topic == "aftersales.notifications" && e.Subject == opened.CaseId);
        published.ShouldAllBe(e => !e.Json.Contains("超过限购") && !e.Json.Contains("13800138000"));
        var told = published.Select(e => e.Data<CustomerNotified>()).ToList();
        told.Select(message => message.Template).ShouldBe(["case_opened", "case_rejected"]);
        told[1].ShouldSatisfyAllConditions(
            message => message.CustomerId.ShouldBe(Buyer),
            message => message.OrderId.ShouldBe(OrderNo),
            message => message.TemplateVersion.ShouldBe("messages-1"),
            message => message.Facts.Select(fact => fact.Name).ShouldBe(["reopen", "case", "matter"]));

        var messages = world.Service.PeerClient(invoker => new MessageService.MessageServiceClient(invoker), "directory", Merchant, "directory");
        var fetched = await messages.GetMessageAsync(new() { MessageId = told[1].MessageId });
        fetched.Text.Zh.ShouldContain("原因：超过限购");
        fetched.Subject.En.ShouldBe("Our decision");
        foreach (var none in new[] { "case_none.1", $"{opened.CaseId}.1", $"{opened.CaseId}.99", "nonsense" })
            (await Refused(messages.GetMessageAsync(new() { MessageId = none }))).ShouldBe("MESSAGE_NOT_FOUND");
        (await Refused(Messages(world).GetMessageAsync(new() { MessageId = told[1].MessageId }))).ShouldBe("ROLE_REQUIRED");
        (await Messages(world).ListMessageTemplatesAsync(new())).Templates.ShouldContain(template => template.Key == "offer_made" && template.Facts.Contains("offer"));

        var events = await world.Service.Services.GetRequiredService<IStore>().Events(Merchant, "case", opened.CaseId, 0, 50, CancellationToken.None);
        events.ShouldAllBe(stored => !stored.Body.Contains("超过限购"));
    }

    private static RefundPaid Paid(PlanStep step) => new()
    {
        Refund = new()
        {
            RefundId = "rfd_1",
            OrderId = OrderNo,
            CustomerId = Buyer,
            Amount = Cny(40_00),
            Cause = new() { Kind = CauseKind.PlanStep, Id = step.StepId },
        },
    };

    private static TimelineService.TimelineServiceClient Timelines(World world, string person, Role role) =>
        world.Service.Client(invoker => new TimelineService.TimelineServiceClient(invoker), Merchant, person, role);

    private static MessageService.MessageServiceClient Messages(World world) =>
        world.Service.Client(invoker => new MessageService.MessageServiceClient(invoker), Merchant, "boss", Role.Supervisor);

    private static async Task<List<TimelineEntry>> Read(ComplaintService.ComplaintServiceClient reader, string caseId, int size)
    {
        var (entries, token) = (new List<TimelineEntry>(), "");
        do
        {
            var page = await reader.GetTimelineAsync(new() { CaseId = caseId, PageSize = size, PageToken = token });
            page.Entries.Count.ShouldBeLessThanOrEqualTo(size);
            entries.AddRange(page.Entries);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return entries;
    }
}
