using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Client = Aftersales.Contracts.Complaints.CaseSearchService.CaseSearchServiceClient;
using Duration = NodaTime.Duration;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Search over real sockets.</summary>
public class SearchTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Cases_are_found_by_whatever_is_known_of_them(string database)
    {
        await using var world = await World.Start(database);
        await world.Deliver(new Contracts.Tracking.OrderChanged { Order = Snapshot("other-order", "buyer-2") }, "tracking");
        var (staff, owner) = (As(world, "agent-1", Role.AgentL1), As(world, Buyer, Role.Customer));
        var cup = await Open(world, CaseType.MissingItem, "杯子碎了，盖子也没有");
        await world.Service.Advance(Duration.FromHours(1));
        var noon = world.Service.Now;
        var lid = await Open(world, CaseType.Quality, "盖子没有 Lid X200 missing");
        await world.Service.Advance(Duration.FromHours(1));
        var foreign = Opening(CaseType.MissingItem);
        (foreign.OrderId, foreign.Description) = ("other-order", "盖子没有");
        var other = (await world.As("buyer-2", Role.Customer).OpenCaseAsync(foreign)).Case;

        (await Found(staff, new())).ShouldBe([other.CaseId, lid, cup]);
        (await Found(staff, new() { Text = "盖子" })).ShouldBe([other.CaseId, lid, cup]);
        (await Found(staff, new() { Text = "盖子 碎了" })).ShouldBe([cup]);
        (await Found(staff, new() { Text = "lid x200" })).ShouldBe([lid]);
        (await Found(staff, new() { Text = "杯盖" })).ShouldBeEmpty();
        (await Found(staff, new() { OrderId = "other-order" })).ShouldBe([other.CaseId]);
        (await Found(staff, new() { CustomerId = Buyer, Text = "盖子" })).ShouldBe([lid, cup]);
        (await Found(staff, new() { Type = CaseType.MissingItem })).ShouldBe([other.CaseId, cup]);
        (await Found(staff, new() { State = CaseState.AwaitingEvidence })).ShouldBe([lid]);
        (await Found(staff, new() { OwnerId = "agent-1", Tier = Tier.L1, Type = CaseType.MissingItem })).ShouldBe([other.CaseId, cup]);
        (await Found(staff, new() { OpenedUntil = Time(noon) })).ShouldBe([cup]);
        (await Found(staff, new() { OpenedFrom = Time(noon), OpenedUntil = Time(noon + Duration.FromHours(1)) })).ShouldBe([lid]);

        // A customer's own only, whatever is asked for.
        (await Found(owner, new() { Text = "盖子" })).ShouldBe([lid, cup]);
        (await Found(owner, new() { OrderId = "other-order" })).ShouldBeEmpty();
        (await Refused(owner.SearchCasesAsync(new() { CustomerId = "buyer-2" }))).ShouldBe("INVALID_REQUEST");
        (await Refused(owner.SearchCasesAsync(new() { OwnerId = "agent-1" }))).ShouldBe("INVALID_REQUEST");
        (await Refused(staff.SearchCasesAsync(new() { Text = "。a" }))).ShouldBe("INVALID_REQUEST");
        (await Refused(staff.SearchCasesAsync(new() { OpenedFrom = Time(noon), OpenedUntil = Time(noon) }))).ShouldBe("INVALID_REQUEST");

        // What was repeated is found too; what is over is, and is not among the open ones.
        await Open(world, CaseType.MissingItem, "还是没有勺子");
        (await Found(staff, new() { Text = "勺子" })).ShouldBe([cup]);
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = cup });
        (await Found(staff, new() { State = CaseState.Closed })).ShouldBe([cup]);
        (await Found(staff, new() { State = CaseState.Open, Text = "勺子" })).ShouldBeEmpty();

        // Page by page, each once.
        var first = await staff.SearchCasesAsync(new() { Text = "盖子", PageSize = 2 });
        first.Cases.Count.ShouldBe(2);
        (await Found(staff, new() { Text = "盖子", PageSize = 2, PageToken = first.NextPageToken })).ShouldBe([cup]);
        (await Refused(staff.SearchCasesAsync(new() { OwnerId = "agent-1", PageToken = first.NextPageToken }))).ShouldBe("PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task R_PPL_2_the_index_has_no_word_in_clear()
    {
        await using var world = await World.Start("sqlite");
        var caseId = await Open(world, CaseType.MissingItem, "secretword");
        var store = world.Service.Services.GetRequiredService<IStore>();
        (await store.List(Merchant, new("found/word/secretword", "case", null, 10), CancellationToken.None)).ShouldBeEmpty();
        var state = (await store.Load(Merchant, "case", caseId, null, CancellationToken.None)).State!;
        state.ShouldNotContain("secretword");
        (await Found(As(world, "agent-1", Role.AgentL1), new() { Text = "SecretWord" })).ShouldBe([caseId]);
        (await Found(world.Service.Client(invoker => new Client(invoker), "another-shop", "agent-1", Role.AgentL1), new() { Text = "SecretWord" })).ShouldBeEmpty();
    }

    private static Client As(World world, string person, Role role) => world.Service.Client(invoker => new Client(invoker), Merchant, person, role);

    private static Timestamp Time(Instant at) => Timestamp.FromDateTimeOffset(at.ToDateTimeOffset());

    private static async Task<IEnumerable<string>> Found(Client client, SearchCasesRequest request) =>
        (await client.SearchCasesAsync(request)).Cases.Select(found => found.CaseId).ToList();

    private static async Task<string> Open(World world, CaseType type, string description)
    {
        var opening = Opening(type);
        opening.Description = description;
        return (await world.Customer.OpenCaseAsync(opening)).Case.CaseId;
    }
}
