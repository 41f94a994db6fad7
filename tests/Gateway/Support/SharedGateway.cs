namespace Aftersales.Gateway.Tests.Support;

/// <summary>One gateway for all tests of a class that leave it as it was.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    internal GatewayHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await GatewayHost.Start(settings => settings with { Origins = ["https://desk.example.com"] });

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
