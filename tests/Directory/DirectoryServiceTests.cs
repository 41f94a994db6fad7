using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Dapr;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Contracts.Directories.DirectoryService;

namespace Aftersales.Directories;

public sealed class DirectoryServiceTests
{
    private const string Merchant = "acme";

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task People_join_work_shifts_change_roles_and_leave(string database)
    {
        await using var host = await Start(database);
        var supervisor = Client(host, "lin", Role.Supervisor);

        var added = (await supervisor.AddPersonAsync(Joining("wang"))).Person;
        added.Version.ShouldBe(1);
        added.OnShift.ShouldBeFalse();
        (await supervisor.StartShiftAsync(new() { RequestId = Id(), PersonId = "wang" })).Person.OnShift.ShouldBeTrue();
        (await supervisor.ChangeRolesAsync(new() { RequestId = Id(), PersonId = "wang", Roles = { Role.AgentL2 } })).Person.Roles.ShouldBe([Role.AgentL2]);
        (await supervisor.ListPeopleAsync(new() { Role = Role.AgentL2 })).People.Single().PersonId.ShouldBe("wang");
        (await supervisor.ListPeopleAsync(new() { Role = Role.AgentL1 })).People.ShouldBeEmpty();
        (await supervisor.DeactivatePersonAsync(new() { RequestId = Id(), PersonId = "wang" })).Person.Active.ShouldBeFalse();
        await Refused(() => supervisor.StartShiftAsync(new() { RequestId = Id(), PersonId = "wang" }), StatusCode.FailedPrecondition, "PERSON_INACTIVE");

        await host.Drain();
        host.Published.Count.ShouldBe(4);
        var left = host.Last<PersonChanged>().Person;
        (left.PersonId, left.Version, left.Active, left.OnShift).ShouldBe(("wang", 4, false, false));
        host.Published.ShouldAllBe(e => !e.Json.Contains("王小明") && e.Merchant == Merchant && e.Topic == "aftersales.directory");
    }

    [Fact]
    public async Task A_service_is_ready_once_its_sidecar_asked_it_or_the_process_before_it()
    {
        await using var host = await Start("sqlite");
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{host.HttpPort}") };
        async Task<System.Net.HttpStatusCode> Ready() => (await http.GetAsync("/readyz")).StatusCode;

        (await Ready()).ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        host.Sidecar.Remembered.Add("aftersales.complaint");
        (await Ready()).ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_repeated_request_gets_its_reply_and_a_reused_id_is_refused(string database)
    {
        await using var host = await Start(database);
        var supervisor = Client(host, "lin", Role.Supervisor);
        var joining = Joining("wang");

        var first = await supervisor.AddPersonAsync(joining);
        (await supervisor.AddPersonAsync(joining)).ShouldBe(first);
        await Refused(() => supervisor.AddPersonAsync(new(joining) { Capacity = 9 }), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
        await Refused(() => supervisor.AddPersonAsync(new(joining) { RequestId = Id() }), StatusCode.AlreadyExists, "PERSON_EXISTS");
    }

    [Fact]
    public async Task R_PPL_2_bad_input_names_the_field_and_the_rule_but_never_the_value()
    {
        await using var host = await Start("sqlite");
        var supervisor = Client(host, "lin", Role.Supervisor);

        var error = await Refused(
            () => supervisor.AddPersonAsync(new() { RequestId = "x", PersonId = "WANG", Name = new string('名', 101), Roles = { Role.Service }, Capacity = 0 }),
            StatusCode.InvalidArgument,
            "INVALID_REQUEST");
        ErrorDetails.From(error)!.Violations.Select(v => v.Field).ShouldBe(["request_id", "person_id", "name", "roles[0]", "capacity"], ignoreOrder: true);
        error.ToString().ShouldNotContain("名");
    }

    [Fact]
    public async Task Only_the_roles_of_the_contract_may_call_and_agents_change_their_own_shift_only()
    {
        await using var host = await Start("sqlite");
        await Client(host, "lin", Role.Supervisor).AddPersonAsync(Joining("wang"));
        var agent = Client(host, "wang", Role.AgentL1);

        (await agent.StartShiftAsync(new() { RequestId = Id(), PersonId = "wang" })).Person.OnShift.ShouldBeTrue();
        await Refused(() => Client(host, "chen", Role.AgentL1).EndShiftAsync(new() { RequestId = Id(), PersonId = "wang" }), StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(() => agent.AddPersonAsync(Joining("chen")), StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(
            () => host.Client(i => new DirectoryServiceClient(i), "", "wang", Role.Supervisor).AddPersonAsync(Joining("chen")), StatusCode.Unauthenticated, "TOKEN_INVALID");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_merchant_is_registered_once_and_sees_nothing_of_another(string database)
    {
        await using var host = await Start(database);
        var platform = Client(host, "platform", Role.Platform);
        var registering = new RegisterMerchantRequest { RequestId = Id(), MerchantId = Merchant, Name = "Acme 有限公司", Shops = { new Shop { ShopId = "s1", Name = "Acme 旗舰店" } } };

        (await platform.RegisterMerchantAsync(registering)).Merchant.Shops.Single().ShopId.ShouldBe("s1");
        await Refused(() => platform.RegisterMerchantAsync(new(registering) { RequestId = Id() }), StatusCode.AlreadyExists, "MERCHANT_EXISTS");
        await platform.AddPersonAsync(Joining("wang"));

        var other = host.Client(i => new DirectoryServiceClient(i), "other", "lin", Role.Supervisor);
        await Refused(() => other.GetMerchantAsync(new()), StatusCode.NotFound, "MERCHANT_NOT_FOUND");
        await Refused(() => other.GetPersonAsync(new() { PersonId = "wang" }), StatusCode.NotFound, "PERSON_NOT_FOUND");
        (await other.ListPeopleAsync(new())).People.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Pages_follow_each_other_and_a_token_of_another_list_is_refused(string database)
    {
        await using var host = await Start(database);
        var supervisor = Client(host, "lin", Role.Supervisor);
        foreach (var person in new[] { "a1", "b2", "c3", "d4", "e5" })
            await supervisor.AddPersonAsync(Joining(person));

        var first = await supervisor.ListPeopleAsync(new() { PageSize = 2 });
        var second = await supervisor.ListPeopleAsync(new() { PageSize = 2, PageToken = first.NextPageToken });
        var third = await supervisor.ListPeopleAsync(new() { PageSize = 2, PageToken = second.NextPageToken });
        first.People.Concat(second.People).Concat(third.People).Select(p => p.PersonId).ShouldBe(["a1", "b2", "c3", "d4", "e5"]);
        third.NextPageToken.ShouldBeEmpty();
        await Refused(() => supervisor.ListPeopleAsync(new() { Role = Role.AgentL1, PageToken = first.NextPageToken }), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_version_that_is_no_longer_is_told(string database)
    {
        await using var host = await Start(database);
        var supervisor = Client(host, "lin", Role.Supervisor);
        await supervisor.AddPersonAsync(Joining("wang"));
        await supervisor.StartShiftAsync(new() { RequestId = Id(), PersonId = "wang" });

        var error = await Refused(() => supervisor.EndShiftAsync(new() { RequestId = Id(), PersonId = "wang", ExpectedVersion = 1 }), StatusCode.Aborted, "VERSION_CHANGED");
        ErrorDetails.From(error)!.Info!.Metadata["current"].ShouldBe("2");
    }

    [Fact]
    public async Task What_is_committed_while_the_sidecar_is_away_is_published_when_it_is_back()
    {
        await using var host = await Start("sqlite");
        host.Sidecar.IsAway = true;
        await Client(host, "lin", Role.Supervisor).AddPersonAsync(Joining("wang"));
        host.Published.ShouldBeEmpty();

        host.Sidecar.IsAway = false;
        await host.Drain();
        host.Published.Single().Subject.ShouldBe("wang");
    }

    [Fact]
    public async Task R_PPL_2_a_stored_reply_does_not_show_a_name()
    {
        await using var host = await Start("sqlite");
        var joining = Joining("wang");
        await Client(host, "lin", Role.Supervisor).AddPersonAsync(joining);

        var store = host.Services.GetRequiredService<IStore>();
        var key = new RequestKey("lin", "/aftersales.directory.v1.DirectoryService/AddPerson", joining.RequestId);
        var kept = (await store.Load(Merchant, "person", "wang", key, CancellationToken.None)).Answered.ShouldNotBeNull();
        Encoding.UTF8.GetString(kept.Reply).ShouldNotContain("王小明");
    }

    [Fact]
    public async Task A_message_that_swells_when_decompressed_is_refused_and_one_that_fits_is_not()
    {
        await using var host = await Start("sqlite");
        var supervisor = Client(host, "lin", Role.Supervisor);
        var swelling = new AddPersonRequest(Joining("wang")) { Name = new string('a', 8 << 20) };
        (await Should.ThrowAsync<RpcException>(async () => await supervisor.AddPersonAsync(swelling, Compressed()))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (await supervisor.AddPersonAsync(Joining("wang"), Compressed())).Person.PersonId.ShouldBe("wang");
    }

    [Fact]
    public async Task Events_are_taken_from_the_own_sidecar_and_not_from_an_app_behind_it()
    {
        await using var host = await Start("sqlite");
        var callback = host.Client(i => new AppCallback.AppCallbackClient(i), Merchant, "refund", Role.Service);

        await callback.ListTopicSubscriptionsAsync(new());
        var foreign = new Metadata { { "dapr-caller-app-id", "refund" } };
        (await Should.ThrowAsync<RpcException>(async () => await callback.OnTopicEventAsync(new(), foreign))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    private static Task<TestService> Start(string database) => TestService.Start("directory", DirectoryApp.Create, database);

    private static DirectoryServiceClient Client(TestService host, string person, params Role[] roles) =>
        host.Client(i => new DirectoryServiceClient(i), Merchant, person, roles);

    private static AddPersonRequest Joining(string id) => new() { RequestId = Id(), PersonId = id, Name = "王小明", Roles = { Role.AgentL1 }, Capacity = 5 };

    private static Metadata Compressed() => new() { { "grpc-internal-encoding-request", "gzip" } };

    private static string Id() => Guid.NewGuid().ToString();

    private static async Task<RpcException> Refused<T>(Func<AsyncUnaryCall<T>> call, StatusCode code, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call());
        (error.StatusCode, ErrorDetails.From(error)?.Info?.Reason).ShouldBe((code, reason));
        return error;
    }
}
