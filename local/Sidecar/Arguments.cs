using Aftersales.Sidecar.Api;
using Aftersales.Sidecar.Calls;

namespace Aftersales.Sidecar;

/// <summary>The command line of the sidecar as a program of its own.</summary>
internal static class Arguments
{
    public const string Usage = """
        A development sidecar: it imitates Dapr on one machine and is not for production.
          --app-id ID --app-port PORT --data FOLDER    the app, and the folder that the sidecars of this machine share
          --grpc-port PORT --http-port PORT            its own ports; free ones without
          --secrets NAME=FILE                          a secret store; may be given several times
          --access FILE                                Dapr's accessControl as JSON; without it everybody may call everything
          --pubsub NAME                                the name of the pub/sub component; pubsub without
          --redis HOST:PORT                            events go through Redis Streams; through a file in FOLDER without
          --attempts N|unlimited                       how often an event is brought before it is a dead letter; 10 without
          --max-body BYTES                             the largest message; 4194304 without
          --app-health-check true|false                ask the app's health before its subscriptions; true without
        DAPR_API_TOKEN, APP_API_TOKEN and OTEL_EXPORTER_OTLP_ENDPOINT (a collector of traces) are taken from the environment.
        """;

    /// <exception cref="FormatException">Something is missing, unknown or not a number.</exception>
    public static (SidecarOptions Options, string Data, string? Redis) Parse(string[] args, Func<string, string?> environment)
    {
        if (args.Length % 2 != 0)
            throw new FormatException("Arguments come in pairs.");
        var secrets = new Dictionary<string, SecretStore>();
        var (options, data, redis) = (new SidecarOptions { AppId = "", AppPort = 0 }, "", (string?)null);
        foreach (var pair in args.Chunk(2))
        {
            var value = pair[1];
            switch (pair[0])
            {
                case "--app-id": options = options with { AppId = value }; break;
                case "--app-port": options = options with { AppPort = int.Parse(value) }; break;
                case "--grpc-port": options = options with { GrpcPort = int.Parse(value) }; break;
                case "--http-port": options = options with { HttpPort = int.Parse(value) }; break;
                case "--max-body": options = options with { MaxMessageBytes = int.Parse(value) }; break;
                case "--pubsub": options = options with { PubSubName = value }; break;
                case "--app-health-check": options = options with { AppHealthCheck = bool.Parse(value) }; break;
                case "--attempts": options = options with { Delivery = new() { AttemptsBeforeDeadLetter = value == "unlimited" ? int.MaxValue : int.Parse(value) } }; break;
                case "--redis": redis = value; break;
                case "--access": options = options with { Access = AccessPolicy.Parse(File.ReadAllText(value)) }; break;
                case "--secrets" when value.Split('=', 2) is [var name, var file]: secrets[name] = SecretStore.Read(file); break;
                case "--data": data = value; break;
                default: throw new FormatException($"There is no argument {pair[0]}.");
            }
        }

        if (!AppIds.IsValid(options.AppId) || options.AppPort == 0 || data.Length == 0)
            throw new FormatException("--app-id, --app-port and --data are needed.");
        return (options with { SecretStores = secrets, ApiToken = environment("DAPR_API_TOKEN"), AppToken = environment("APP_API_TOKEN") }, data, redis);
    }
}
