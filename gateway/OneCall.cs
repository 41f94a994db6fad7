using Aftersales.Contracts.Directories;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aftersales.Gateway;

/// <summary>
/// One read through a running gateway: gateway, its sidecar, Directory's sidecar, Directory and its database have to work for it. An installation is
/// tested with it (<c>helm test</c>).
/// </summary>
internal static class OneCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns 0 when the call was answered; says on the console what happened.</summary>
    /// <param name="args"><c>--Address=</c> of the gateway's gRPC port, <c>--TokenFile=</c> with a bearer token of a member of staff.</param>
    /// <param name="time">Real time.</param>
    public static async Task<int> Run(string[] args, TimeProvider time)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (settings["Address"] is not { } address || settings["TokenFile"] is not { } file)
        {
            Console.Error.WriteLine("call --Address=http://HOST:PORT --TokenFile=FILE");
            return 2;
        }

        using var channel = GrpcChannel.ForAddress(address);
        var directory = new DirectoryService.DirectoryServiceClient(channel);
        var headers = new Metadata { { "authorization", $"Bearer {(await File.ReadAllTextAsync(file)).Trim()}" } };
        try
        {
            // Right after an install the sidecars may still be finding each other.
            var people = await directory.ListPeopleAsync(new() { PageSize = 1 }, new CallOptions(headers, time.GetUtcNow().UtcDateTime + Patience).WithWaitForReady());
            Console.WriteLine($"Directory answered through the gateway: {(people.People.Count == 0 ? "nobody is there yet" : "people are there")}.");
            return 0;
        }
        catch (RpcException error)
        {
            Console.Error.WriteLine($"{error.StatusCode}: {error.Status.Detail}");
            return 1;
        }
    }
}
