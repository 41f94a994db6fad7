using System.Text.Json;

namespace Aftersales.AppHost;

/// <summary>A suite that runs.</summary>
public interface ISuite : IAsyncDisposable
{
    SuiteAddresses Addresses { get; }
}

/// <summary>Where a suite is.</summary>
/// <param name="Grpc">The gateway's gRPC endpoint.</param>
/// <param name="Http">The gateway's HTTP/1.1 endpoint, with tokens for whoever asks below <c>/development/</c>.</param>
/// <param name="Simulators">The simulated outside world.</param>
/// <param name="Development">Where below <c>/development/</c> the clock is moved, and the messages to customers are read.</param>
public sealed record SuiteAddresses(Uri Grpc, Uri Http, Uri Simulators, Uri Development)
{
    /// <summary>Leaves <c>addresses.json</c> in the data folder for whoever wants to find the suite.</summary>
    public async Task Write(string folder)
    {
        var file = Path.Combine(folder, "addresses.json");
        await File.WriteAllTextAsync(file + ".new", JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        File.Move(file + ".new", file, overwrite: true);
    }
}
