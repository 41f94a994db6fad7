using System.Text.Json;
using Aftersales.Contracts;

namespace Aftersales.AppHost;

/// <summary>Who may call which method of an app, as the contracts say; nobody anything else.</summary>
internal static class Callers
{
    /// <summary>The contract that every service serves.</summary>
    private static readonly string Operations = Contracts.Operations.OperationsService.Descriptor.File.Package;

    /// <summary>Dapr's <c>accessControl</c>, as the chart renders it from the same contracts.</summary>
    public static string Of(string app) => JsonSerializer.Serialize(new
    {
        defaultAction = "deny",
        policies =
            from service in Gateway.Forwarding.Suite.Services
            from method in service.Methods
            where service.File.Package is var package && (package == $"aftersales.{app}.v1" || (package == Operations && app != "gateway"))
            from caller in method.GetOptions().GetExtension(AccessExtensions.Access).Callers
            group new { name = $"/{service.FullName}/{method.Name}", action = "allow" } by caller into allowed
            select new { appId = allowed.Key, defaultAction = "deny", operations = allowed },
    });
}
