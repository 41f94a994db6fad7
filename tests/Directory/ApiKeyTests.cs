using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Contracts.Directories.ApiKeyService;
using Duration = NodaTime.Duration;

namespace Aftersales.Directories.Tests;

public class ApiKeyTests
{
    private const string Record = "aftersales.tracking.v1.TrackingService/RecordFacts";

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_keys_text_is_told_once_and_kept_nowhere(string database)
    {
        await using var host = await Start(database);
        var desk = Desk(host);
        var request = Making();
        var made = await desk.CreateApiKeyAsync(request);
        var text = ApiKeyText.Parse(made.KeyText).ShouldNotBeNull();
        (text.Merchant, text.KeyId).ShouldBe(("tea-house", made.ApiKey.KeyId));
        (made.ApiKey.Label, made.ApiKey.State, made.ApiKey.CreatedBy, made.ApiKey.LastUsedTime).ShouldBe(("ERP", KeyState.Active, "lin.boss", null));
        made.ApiKey.Methods.ShouldBe([Record]);

        var again = await desk.CreateApiKeyAsync(request);
        (again.ApiKey, again.KeyText).ShouldBe((made.ApiKey, ""));
        (await desk.ListApiKeysAsync(new())).ApiKeys.ShouldBe([made.ApiKey]);
        var kept = await host.Services.GetRequiredService<IStore>().Events("tea-house", "api-key", text.KeyId, 0, 10, default);
        kept.ShouldAllBe(e => !e.Body.Contains(text.Secret, StringComparison.Ordinal));
        host.Published.ShouldBeEmpty();
        made.Redacted().ShouldNotContain(text.Secret);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_key_is_good_for_its_merchant_until_it_is_revoked_and_its_use_is_noted_once_an_hour(string database)
    {
        await using var host = await Start(database);
        var made = await Desk(host).CreateApiKeyAsync(Making());
        var text = ApiKeyText.Parse(made.KeyText)!;

        var good = await Verify(host, text);
        (good.Roles.Single(), good.Methods.Single(), good.ExpireTime).ShouldBe((Role.TrackingAgent, Record, null));
        await Verify(host, text);
        var used = await Get(host, text.KeyId);
        (used.Version, used.LastUsedTime).ShouldBe((2, host.Now.ToContract()));
        await host.Advance(Duration.FromHours(1));
        await Verify(host, text);
        (await Get(host, text.KeyId)).LastUsedTime.ShouldBe(host.Now.ToContract());

        await Refused(() => Verify(host, text with { Secret = ApiKeyText.New("tea-house", text.KeyId).Secret }), StatusCode.Unauthenticated, "API_KEY_INVALID");
        await Refused(() => Verify(host, text with { Merchant = "rival" }), StatusCode.Unauthenticated, "API_KEY_INVALID");
        await Refused(() => Verify(host, text with { KeyId = "key_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8" }), StatusCode.Unauthenticated, "API_KEY_INVALID");
        await Refused(() => Desk(host, "rival").GetApiKeyAsync(new() { KeyId = text.KeyId }), StatusCode.NotFound, "API_KEY_NOT_FOUND");
        await Refused(() => Desk(host, "rival").RevokeApiKeyAsync(new() { RequestId = Id(), KeyId = text.KeyId }), StatusCode.NotFound, "API_KEY_NOT_FOUND");

        (await Desk(host).RevokeApiKeyAsync(new() { RequestId = Id(), KeyId = text.KeyId })).ApiKey.State.ShouldBe(KeyState.Revoked);
        var revoked = await Desk(host).RevokeApiKeyAsync(new() { RequestId = Id(), KeyId = text.KeyId });
        revoked.ApiKey.RevokedTime.ShouldBe(host.Now.ToContract());
        await Refused(() => Verify(host, text), StatusCode.Unauthenticated, "API_KEY_REVOKED");
        // Who does not know the secret does not hear that either.
        await Refused(() => Verify(host, text with { Secret = new('0', 43) }), StatusCode.Unauthenticated, "API_KEY_INVALID");
        await Refused(() => Desk(host).RotateApiKeyAsync(new() { RequestId = Id(), KeyId = text.KeyId }), StatusCode.FailedPrecondition, "API_KEY_OVER");
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_are_good_until_the_overlap_is_past()
    {
        await using var host = await Start("sqlite");
        var first = ApiKeyText.Parse((await Desk(host).CreateApiKeyAsync(Making())).KeyText)!;
        var rotation = new RotateApiKeyRequest { RequestId = Id(), KeyId = first.KeyId, Overlap = new() { Seconds = 3600 } };
        var rotated = await Desk(host).RotateApiKeyAsync(rotation);
        var second = ApiKeyText.Parse(rotated.KeyText)!;
        (second.KeyId, rotated.ApiKey.OldSecretUntilTime).ShouldBe((first.KeyId, (host.Now + Duration.FromHours(1)).ToContract()));
        (await Desk(host).RotateApiKeyAsync(rotation)).KeyText.ShouldBeEmpty();

        (await Verify(host, first)).ExpireTime.ShouldBe((host.Now + Duration.FromHours(1)).ToContract());
        (await Verify(host, second)).ExpireTime.ShouldBeNull();
        await host.Advance(Duration.FromHours(1));
        await Refused(() => Verify(host, first), StatusCode.Unauthenticated, "API_KEY_EXPIRED");
        await Verify(host, second);
        (await Get(host, first.KeyId)).OldSecretUntilTime.ShouldBeNull();

        var third = ApiKeyText.Parse((await Desk(host).RotateApiKeyAsync(new() { RequestId = Id(), KeyId = first.KeyId, Overlap = new() })).KeyText)!;
        await Refused(() => Verify(host, second), StatusCode.Unauthenticated, "API_KEY_EXPIRED");
        await Refused(() => Verify(host, first), StatusCode.Unauthenticated, "API_KEY_INVALID");
        await Verify(host, third);
    }

    [Fact]
    public async Task A_key_ends_when_it_was_said_to()
    {
        await using var host = await Start("sqlite");
        var request = Making();
        request.ExpireTime = (host.Now + Duration.FromDays(1)).ToContract();
        var text = ApiKeyText.Parse((await Desk(host).CreateApiKeyAsync(request)).KeyText)!;
        (await Verify(host, text)).ExpireTime.ShouldBe(request.ExpireTime);
        await host.Advance(Duration.FromDays(1));
        await Refused(() => Verify(host, text), StatusCode.Unauthenticated, "API_KEY_EXPIRED");
        (await Get(host, text.KeyId)).State.ShouldBe(KeyState.Expired);
        await Refused(() => Desk(host).RotateApiKeyAsync(new() { RequestId = Id(), KeyId = text.KeyId }), StatusCode.FailedPrecondition, "API_KEY_OVER");
        var past = Making();
        past.ExpireTime = request.ExpireTime;
        await Refused(() => Desk(host).CreateApiKeyAsync(past), StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Fact]
    public async Task A_key_has_roles_that_the_policy_gives_to_machines_and_methods_that_there_are()
    {
        await using var host = await Start("sqlite");
        foreach (var role in new[] { Role.Supervisor, Role.AgentL2, Role.Finance })
            ErrorDetails.From(await Refused(() => Desk(host).CreateApiKeyAsync(Making(role)), StatusCode.FailedPrecondition, "API_KEY_ROLE_DENIED"))!
                .Info!.Metadata["current"].ShouldBe(RoleNames.Of(role));
        foreach (var role in new[] { Role.Service, Role.Platform, Role.Customer, Role.Unspecified })
            await Refused(() => Desk(host).CreateApiKeyAsync(Making(role)), StatusCode.InvalidArgument, "INVALID_REQUEST");

        var wrong = Making();
        wrong.Methods.Add(["aftersales.tracking.v1.TrackingService/Nonsense", "aftersales.complaint.v1.ComplaintService/*", "aftersales.nobody.v1.NobodyService/*"]);
        wrong.IpRanges.Add(["203.0.113.0/24", "2001:db8::/32", "everywhere"]);
        var error = ErrorDetails.From(await Refused(() => Desk(host).CreateApiKeyAsync(wrong), StatusCode.InvalidArgument, "INVALID_REQUEST"))!;
        error.Violations.Select(v => v.Field).ShouldBe(["methods[1]", "methods[3]", "ip_ranges[2]"]);

        await Refused(
            () => host.Client(i => new ApiKeyServiceClient(i), "tea-house", "wang", Role.AgentL2).CreateApiKeyAsync(Making()), StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(() => Desk(host).VerifyApiKeyAsync(new() { KeyId = "key_1", SecretSha256 = ByteString.CopyFrom(new byte[32]) }), StatusCode.PermissionDenied, "ROLE_REQUIRED");
    }

    [Fact]
    public async Task Services_hold_a_machine_to_the_methods_of_its_key()
    {
        await using var host = await Start("sqlite");
        var tokens = new Tokens(host.Identity.Settings, "gateway", TimeProvider.System);
        var token = tokens.ForMachine(new("tea-house", "key_1", [Role.Supervisor]), new(["aftersales.directory.v1.ApiKeyService/ListApiKeys", "aftersales.tracking.v1.TrackingService/*"]), TimeSpan.FromMinutes(1));
        Should.Throw<ArgumentException>(() => tokens.ForMachine(new("tea-house", "key_1", [Role.Supervisor]), new([]), TimeSpan.FromMinutes(1)));
        var headers = new Metadata { { "authorization", $"Bearer {token}" } };
        var caller = await tokens.Verify(token);
        (caller!.Person, caller.Merchant).ShouldBe(("key_1", "tea-house"));

        var machine = host.Bare(i => new ApiKeyServiceClient(i));
        (await machine.ListApiKeysAsync(new(), headers)).ApiKeys.ShouldBeEmpty();
        var refused = await Refused(() => machine.GetApiKeyAsync(new() { KeyId = "key_1" }, headers), StatusCode.PermissionDenied, "API_KEY_METHOD_DENIED");
        ErrorDetails.From(refused)!.Info!.Metadata["allowed"].ShouldContain("ListApiKeys");
    }

    [Fact]
    public void A_policy_gives_machines_no_role_of_the_suite_itself()
    {
        var policy = new Domain.KeyPolicy(["service", "platform", "customer", "courier"], 10, Duration.FromDays(31), Duration.FromSeconds(1));
        policy.Problems().Select(p => p.Field).ShouldBe(["keys.roles", "keys.roles", "keys.roles", "keys.overlap", "keys.noteUse"]);
    }

    [Fact]
    public async Task A_merchant_has_no_more_keys_than_the_policy_says_but_those_that_were_revoked_do_not_count()
    {
        await using var host = await Start("sqlite");
        var first = await Desk(host).CreateApiKeyAsync(Making());
        for (var made = 1; made < 100; made++)
            await Desk(host).CreateApiKeyAsync(Making());
        await Refused(() => Desk(host).CreateApiKeyAsync(Making()), StatusCode.ResourceExhausted, "API_KEYS_FULL");
        await Desk(host).RevokeApiKeyAsync(new() { RequestId = Id(), KeyId = first.ApiKey.KeyId });
        await Desk(host).CreateApiKeyAsync(Making());
    }

    private static Task<TestService> Start(string database) => TestService.Start("directory", DirectoryApp.Create, database);

    private static ApiKeyServiceClient Desk(TestService host, string merchant = "tea-house") =>
        host.Client(i => new ApiKeyServiceClient(i), merchant, "lin.boss", Role.Supervisor);

    private static CreateApiKeyRequest Making(Role role = Role.TrackingAgent) => new() { RequestId = Id(), Label = "ERP", Roles = { role }, Methods = { Record } };

    private static async Task<VerifyApiKeyResponse> Verify(TestService host, ApiKeyText key) =>
        await host.PeerClient(i => new ApiKeyServiceClient(i), "gateway", key.Merchant, "gateway", Role.Service)
            .VerifyApiKeyAsync(new() { KeyId = key.KeyId, SecretSha256 = ByteString.CopyFrom(key.Hash()) });

    private static async Task<ApiKey> Get(TestService host, string key) => (await Desk(host).GetApiKeyAsync(new() { KeyId = key })).ApiKey;

    private static string Id() => Guid.NewGuid().ToString();

    private static Task<RpcException> Refused<T>(Func<AsyncUnaryCall<T>> call, StatusCode code, string reason) => Refused(() => call().ResponseAsync, code, reason);

    private static async Task<RpcException> Refused<T>(Func<Task<T>> call, StatusCode code, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call());
        (error.StatusCode, ErrorDetails.From(error)?.Info?.Reason).ShouldBe((code, reason));
        return error;
    }
}
