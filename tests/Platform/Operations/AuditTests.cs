using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Operations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Role = Aftersales.Contracts.Role;

namespace Aftersales.Platform.Tests.Operations;

/// <summary>Who did what, when, by which method, to what and why.</summary>
public sealed class AuditTests(CardsOnSqlite cards) : IClassFixture<CardsOnSqlite>
{
    private readonly string card = $"c_{Guid.NewGuid():N}";

    [Fact]
    public async Task What_a_person_did_to_an_aggregate_is_told_with_method_and_version_and_nothing_of_its_content()
    {
        await cards.Write(card, $"secret {card}");

        var entry = (await Ask(new() { AggregateType = "card", AggregateId = card })).Entries.ShouldHaveSingleItem();

        (entry.PersonId, entry.Caller, entry.Method, entry.Event, entry.Version).ShouldBe(("p_agent", "p_agent", "test", "CardWritten", 1));
        $"{entry}".ShouldNotContain("secret");
    }

    [Fact]
    public async Task What_a_service_did_for_a_person_is_theirs()
    {
        var person = $"p_{card}";
        var call = cards.Call() with { Caller = new("acme", "complaint", [Role.Service], "complaint") { OnBehalfOf = new(CardService.Shop, person, []) } };
        await cards.Cards.Change(card, call, _ => new CardNoted("x"));

        var entry = (await Ask(new() { PersonId = person })).Entries.ShouldHaveSingleItem();

        (entry.PersonId, entry.Caller, entry.App, entry.AggregateId).ShouldBe((person, "complaint", "complaint", card));
    }

    [Fact]
    public async Task An_operator_s_act_stands_there_with_its_reason()
    {
        var @event = $"acme/invoice/{card}/1/0";
        cards.Switch.Between = Switch.Refuse;
        await cards.Service.Deliver(new InvoiceCleared { OrderId = card, RefundId = "r", Version = 1 }, CardService.Shop, "invoice", @event);
        cards.Switch.Between = null;
        var letter = Platform.Operations.DeadLetters.DeadLetterAggregate.IdOf(@event);
        await cards.Operator.SetAsideDeadLetterAsync(
            new() { RequestId = Guid.NewGuid().ToString(), Service = CardService.Name, DeadLetterId = letter, Reason = "ticket 812" });

        var entries = (await Ask(new() { AggregateType = "dead-letter", AggregateId = letter })).Entries;

        entries.Select(entry => (entry.PersonId, entry.Event, entry.Reason)).ShouldBe([("p_operator", "LetterSetAside", "ticket 812"), ("invoice", "EventRefused", "")]);
        entries[0].Method.ShouldBe("aftersales.operations.v1.OperationsService/SetAsideDeadLetter");
        entries[0].RequestId.ShouldNotBeEmpty();
        entries[1].Method.ShouldBe("aftersales.invoice.v1.InvoiceCleared");
    }

    [Fact]
    public async Task Pages_follow_each_other_within_the_time_asked_for_and_a_token_is_good_for_its_question_alone()
    {
        for (var n = 1; n <= 5; n++)
            await cards.Cards.Change(card, cards.Call(card), _ => new CardNoted("x"));
        var question = new ListAuditEntriesRequest { PersonId = card, PageSize = 2 };

        var versions = new List<long>();
        do
        {
            var page = await Ask(question);
            versions.AddRange(page.Entries.Select(entry => entry.Version));
            question.PageToken = page.NextPageToken;
        }
        while (question.PageToken.Length > 0);

        versions.ShouldBe([5, 4, 3, 2, 1]);
        var now = cards.Service.Now.ToDateTimeUtc();
        (await Ask(new() { PersonId = card, UntilTime = now.ToTimestamp() })).Entries.ShouldBeEmpty();
        (await Ask(new() { PersonId = card, FromTime = now.AddSeconds(1).ToTimestamp() })).Entries.ShouldBeEmpty();
        var token = (await Ask(new() { PersonId = card, PageSize = 2 })).NextPageToken;
        (await Reason(new() { PersonId = "p_other", PageToken = token })).ShouldBe("PAGE_TOKEN_INVALID");
        foreach (var forged in new[] { ("x", "1 card c"), ("1", "x card c"), ("1", "1 card"), ($"{long.MaxValue}", "1 card c") })
            (await Reason(new() { PersonId = card, PageToken = PageTokens.Write($"audit\n{card}\n\n", forged.Item1, forged.Item2) })).ShouldBe("PAGE_TOKEN_INVALID");
        (await Reason(new() { AggregateId = card })).ShouldBe("INVALID_REQUEST");
    }

    [Fact]
    public async Task Another_merchant_s_trail_is_not_told()
    {
        await cards.Write(card, card);
        var foreign = cards.As("p_operator", Role.Operator, "neighbour");

        (await foreign.ListAuditEntriesAsync(new() { Service = CardService.Name, AggregateType = "card", AggregateId = card })).Entries.ShouldBeEmpty();
        (await foreign.ListAggregateTypesAsync(new() { Service = CardService.Name })).AggregateTypes.ShouldContain("card");
    }

    private async Task<ListAuditEntriesResponse> Ask(ListAuditEntriesRequest request)
    {
        request.Service = CardService.Name;
        return await cards.Operator.ListAuditEntriesAsync(request);
    }

    private async Task<string> Reason(ListAuditEntriesRequest request) => ErrorDetails.From(await Should.ThrowAsync<RpcException>(() => Ask(request)))!.Info!.Reason;
}
