namespace Aftersales.Complaint.Tests.Service;

/// <summary>One world for a whole class of tests that do not mind one another.</summary>
public sealed class SqliteWorld : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.Start("sqlite");

    public Task DisposeAsync() => World.DisposeAsync().AsTask();
}
