using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Identity;

namespace Aftersales.Gateway.Tests;

/// <summary>What the sidecar is told, and by whom.</summary>
public sealed class HeaderTests
{
    [Fact]
    public async Task A_callers_words_to_the_sidecar_do_not_reach_it()
    {
        await using var gateway = await GatewayHost.Start();
        var headers = gateway.Caller();
        headers.Add("dapr-app-id", "refund");
        headers.Add("dapr-callee-app-id", "refund");
        headers.Add("dapr-caller-app-id", "complaint");
        headers.Add("dapr-caller-namespace-bin", [1, 2]);
        headers.Add("dapr-stream", "true");
        headers.Add("dapr-api-token", "guess");
        headers.Add("cookie", "session=1");
        headers.Add("x-forwarded-for", "10.0.0.1");
        headers.Add("x-other", "mine");

        await gateway.Client.UnaryAsync(new(), headers);

        gateway.Backend.Calls[0].Headers.Where(header => header.Key.StartsWith("dapr", StringComparison.Ordinal))
            .Select(header => $"{header.Key}: {header.Value}").ShouldBe(["dapr-app-id: echo"]);
        foreach (var name in new[] { "cookie", "x-forwarded-for", "x-other" })
            gateway.Backend.Header(name).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_says_its_trace_and_repeats_the_id_that_its_caller_gave()
    {
        await using var gateway = await GatewayHost.Start();
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        string[] headers = ["x-request-id: mine-1", $"traceparent: 00-{Trace}-b7ad6b7169203331-01"];

        foreach (var answer in new[] { await gateway.Ask("POST /v1/echo", "{}", headers), await gateway.Ask("POST /v1/echo:refuse", "{}", headers) })
            (answer.Headers["x-request-id"], answer.Headers["x-trace-id"]).ShouldBe(("mine-1", Trace));
        (await gateway.Ask("POST /v1/echo", "{}", "x-request-id: not one word")).Headers.ContainsKey("x-request-id").ShouldBeFalse();

        var caller = gateway.Caller();
        caller.Add("x-request-id", "mine-2");
        using var call = gateway.Client.UnaryAsync(new(), caller);
        var told = await call.ResponseHeadersAsync;
        told.GetValue("x-request-id").ShouldBe("mine-2");
        told.GetValue("x-trace-id")!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task The_sidecar_gets_its_own_token_and_the_service_the_callers()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { SidecarToken = "sidecar's" });
        var caller = gateway.Caller();

        await gateway.Client.UnaryAsync(new(), caller);

        gateway.Backend.Header("dapr-api-token").ShouldBe("sidecar's");
        gateway.Backend.Header("authorization").ShouldBe(caller.Get("authorization")!.Value);
    }

    [Fact]
    public void Every_service_of_the_suite_is_reached_under_its_app_id()
    {
        foreach (var service in Suite.Services)
            service.FullName.ShouldStartWith($"aftersales.{ForwardedMethod.Of(service.Methods[0]).App}.v1.");
        Suite.Services.Where(service => !ServiceChoice.IsOfEveryService(service)).Select(service => ForwardedMethod.Of(service.Methods[0]).App).Distinct()
            .ShouldBe(KeyOwners.Apps.Remove(KeyOwners.Gateway), ignoreOrder: true);
    }

    [Theory]
    [InlineData("5S", 5_000)]
    [InlineData("99999999H", 359_999_996_400_000)]
    [InlineData("2M", 120_000)]
    [InlineData("1500m", 1_500)]
    [InlineData("2000u", 2)]
    [InlineData("3000000n", 3)]
    public void A_timeout_is_digits_and_a_unit(string header, long milliseconds) =>
        GrpcTimeout.Parse(header).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("-1S")]
    [InlineData("1s")]
    [InlineData("123456789S")]
    public void Anything_else_is_no_timeout(string? header) => GrpcTimeout.Parse(header).ShouldBeNull();
}
