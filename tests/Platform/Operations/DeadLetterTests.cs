using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Operations;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Grpc.Core;
using NodaTime;
using Role = Aftersales.Contracts.Role;
using Status = Aftersales.Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus;

namespace Aftersales.Platform.Tests.Operations;

/// <summary>What a service refuses for good waits for an operator, and is handed to it again without a second effect.</summary>
public sealed class DeadLetterTests(CardsOnSqlite cards) : IClassFixture<CardsOnSqlite>, IDisposable
{
    private readonly string order = $"o_{Guid.NewGuid():N}";

    private string EventId => $"acme/invoice/{order}/1/0";

    public void Dispose() => cards.Switch.Between = null;

    [Fact]
    public async Task What_is_refused_for_good_is_kept_with_its_reason_and_counted_each_time()
    {
        var letter = await Refused();

        letter.State.ShouldBe(DeadLetterState.Open);
        (letter.Topic, letter.EventType, letter.EventId, letter.Publisher).ShouldBe(("aftersales.invoice", "aftersales.invoice.v1.InvoiceCleared", EventId, "invoice"));
        (letter.Reason, letter.Times).ShouldBe(("ROLE_REQUIRED", 1));
        (await Deliver()).ShouldBe(Status.Drop);
        (await Letter()).ShouldSatisfyAllConditions(l => l.Times.ShouldBe(2), l => l.DeadLetterId.ShouldBe(letter.DeadLetterId));
    }

    [Fact]
    public async Task A_replay_hands_it_to_the_same_handler_and_what_took_it_takes_it_once()
    {
        var letter = await Refused();
        (await Notes(1), await Notes(2)).ShouldBe(("x", null));
        cards.Switch.Between = null;

        var replayed = (await Replay(letter)).DeadLetter;

        (replayed.State, replayed.SettledBy, replayed.SettledReason).ShouldBe((DeadLetterState.Replayed, "p_operator", "mended"));
        (await Notes(1), await Notes(2)).ShouldBe(("x", "x"));
        (await Deliver()).ShouldBe(Status.Success);
        (await Notes(1), await Notes(2)).ShouldBe(("x", "x"));
        (await cards.Store.Events("acme", "dead-letter", letter.DeadLetterId, 0, 10, default)).Select(e => (e.Type, e.Actor.Person))
            .ShouldBe([("EventRefused", "invoice"), ("LetterReplayed", "p_operator")]);
    }

    [Fact]
    public async Task A_replay_that_ends_half_way_is_replayed_again_without_a_second_effect()
    {
        var letter = await Refused();
        cards.Switch.Between = Switch.Crash;
        (await Should.ThrowAsync<RpcException>(() => Replay(letter))).StatusCode.ShouldBe(StatusCode.Internal);
        cards.Switch.Between = Switch.BeAway;
        (await Should.ThrowAsync<RpcException>(() => Replay(letter))).StatusCode.ShouldBe(StatusCode.Unavailable);
        (await Letter()).ShouldSatisfyAllConditions(l => l.State.ShouldBe(DeadLetterState.Open), l => l.Times.ShouldBe(1));

        cards.Switch.Between = null;
        (await Replay(letter)).DeadLetter.State.ShouldBe(DeadLetterState.Replayed);

        (await Notes(1), await Notes(2)).ShouldBe(("x", "x"));
    }

    [Fact]
    public async Task Refused_again_it_stays_open_with_the_new_count_and_a_repeated_request_gets_the_same_answer()
    {
        var letter = await Refused();
        var request = Request(letter);

        var answer = await cards.Operator.ReplayDeadLetterAsync(request);

        (answer.DeadLetter.State, answer.DeadLetter.Times, answer.DeadLetter.SettledBy).ShouldBe((DeadLetterState.Open, 2, ""));
        cards.Switch.Between = null;
        (await cards.Operator.ReplayDeadLetterAsync(request)).ShouldBe(answer);
        (await Notes(2)).ShouldBeNull("the repeat of an answered request delivers nothing");
    }

    [Fact]
    public async Task Set_aside_it_ends_without_an_effect()
    {
        var letter = await Refused();
        cards.Switch.Between = null;

        var aside = await cards.Operator.SetAsideDeadLetterAsync(
            new() { RequestId = Id(), Service = CardService.Name, DeadLetterId = letter.DeadLetterId, Reason = "done by hand" });

        (aside.DeadLetter.State, aside.DeadLetter.SettledReason).ShouldBe((DeadLetterState.SetAside, "done by hand"));
        (await Notes(2)).ShouldBeNull();
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(() => Replay(letter)))!.Info!.Reason.ShouldBe("DEAD_LETTER_STATE_INVALID");
        (await cards.Operator.ListDeadLettersAsync(new() { Service = CardService.Name, State = DeadLetterState.SetAside, PageSize = 500 })).DeadLetters
            .ShouldContain(l => l.DeadLetterId == letter.DeadLetterId);
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_and_hold_one_type_where_that_is_asked_for()
    {
        await Refused();
        await cards.Service.DeliverRaw("{}", OrderFactsTold.Descriptor.FullName, "pages", "facts", $"pages/{order}/1");
        await cards.Service.DeliverRaw("{}", OrderFactsTold.Descriptor.FullName, "pages", "facts", $"pages/{order}/2");
        await cards.Service.DeliverRaw("no JSON", InvoiceCleared.Descriptor.FullName, "pages", "invoice", $"pages/{order}/3");
        var operators = cards.As("p_2", Role.Supervisor, "pages");
        ListDeadLettersRequest Ask(string type, string token) => new() { Service = CardService.Name, EventType = type, PageSize = 2, PageToken = token };

        var first = await operators.ListDeadLettersAsync(Ask("", ""));
        var second = await operators.ListDeadLettersAsync(Ask("", first.NextPageToken));
        var cleared = await operators.ListDeadLettersAsync(Ask("aftersales.invoice.v1.InvoiceCleared", ""));

        first.DeadLetters.Concat(second.DeadLetters).Select(l => l.EventId).ShouldBe([.. Enumerable.Range(1, 3).Select(n => $"pages/{order}/{n}")]);
        cleared.DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe("UNREADABLE");
    }

    [Fact]
    public async Task R_PPL_2_what_is_shown_of_an_event_has_no_personal_data_and_what_is_kept_is_sealed()
    {
        const string data = """{"orderId":"o_1","facts":[{"placed":{"recipientName":"王小明","recipientPhone":"13800138000"}}]}""";
        await cards.Service.DeliverRaw(data, OrderFactsTold.Descriptor.FullName, "acme", "facts", EventId);
        var letter = await Letter();

        var shown = await cards.Operator.GetDeadLetterAsync(new() { Service = CardService.Name, DeadLetterId = letter.DeadLetterId });

        shown.Content.ShouldContain("o_1");
        shown.Content.ShouldContain("[redacted]");
        shown.Content.ShouldNotContain("13800138000");
        shown.Content.ShouldNotContain("王");
        var kept = await cards.Store.Load("acme", "dead-letter", letter.DeadLetterId, null, default);
        kept.State!.ShouldNotContain("13800138000");
    }

    [Fact]
    public async Task Nobody_sees_or_replays_another_merchants_and_no_other_role_any()
    {
        var letter = await Refused();
        var foreign = cards.As("p_operator", Role.Operator, "neighbour");

        (await foreign.ListDeadLettersAsync(new() { Service = CardService.Name })).DeadLetters.ShouldBeEmpty();
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(async () => await foreign.ReplayDeadLetterAsync(Request(letter))))!.Info!.Reason.ShouldBe("DEAD_LETTER_NOT_FOUND");
        (await Should.ThrowAsync<RpcException>(async () => await cards.As("p_1", Role.AgentL2).ListDeadLettersAsync(new() { Service = CardService.Name })))
            .StatusCode.ShouldBe(StatusCode.PermissionDenied);
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(async () => await cards.Operator.ListDeadLettersAsync(new() { Service = "refund" })))!
            .Violations.ShouldHaveSingleItem().Field.ShouldBe("service");
    }

    [Fact]
    public async Task What_is_open_is_counted_across_merchants_and_what_took_the_event_remembers_it_for_as_long()
    {
        var letter = await Refused();
        var open = (await cards.Store.Backlog(cards.Service.Now, default)).DeadLetters;

        await cards.Store.Prune(Instant.FromUtc(2200, 1, 1, 0, 0), 1000, default);
        cards.Switch.Between = null;
        await Replay(letter);

        (await Notes(1)).ShouldBe("x", "pruned meanwhile, it would have been taken twice");
        (await cards.Store.Backlog(cards.Service.Now, default)).DeadLetters.ShouldBe(open - 1);
    }

    private async Task<DeadLetter> Refused()
    {
        cards.Switch.Between = Switch.Refuse;
        (await Deliver()).ShouldBe(Status.Drop);
        return await Letter();
    }

    private Task<Status> Deliver() => cards.Service.Deliver(new InvoiceCleared { OrderId = order, RefundId = "r_1", Version = 1 }, "acme", "invoice", EventId);

    private async Task<DeadLetter> Letter() =>
        (await cards.Operator.ListDeadLettersAsync(new() { Service = CardService.Name, PageSize = 500 })).DeadLetters.Single(letter => letter.EventId == EventId);

    private async Task<ReplayDeadLetterResponse> Replay(DeadLetter letter) => await cards.Operator.ReplayDeadLetterAsync(Request(letter));

    private static ReplayDeadLetterRequest Request(DeadLetter letter) =>
        new() { RequestId = Id(), Service = CardService.Name, DeadLetterId = letter.DeadLetterId, Reason = "mended" };

    private async Task<string?> Notes(int card) => (await cards.Cards.Find("acme", $"{order}/{card}", default))?.State.Notes;

    private static string Id() => Guid.NewGuid().ToString();
}
