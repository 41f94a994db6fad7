using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Tests.Support;

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
        headers.Add("x-other", "stays");

        await gateway.Client.UnaryAsync(new(), headers);

        gateway.Backend.Calls[0].Headers.Where(header => header.Key.StartsWith("dapr", StringComparison.Ordinal))
            .Select(header => $"{header.Key}: {header.Value}").ShouldBe(["dapr-app-id: echo"]);
        gateway.Backend.Header("x-other").ShouldBe("stays");
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
        Suite.Services.Select(service => ForwardedMethod.Of(service.Methods[0]).App).Distinct()
            .ShouldBe(["complaint", "returns", "refund", "compensation", "invoice", "tracking", "directory"], ignoreOrder: true);
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
