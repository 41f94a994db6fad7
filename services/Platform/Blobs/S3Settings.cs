using Microsoft.Extensions.Configuration;

namespace Aftersales.Platform.Blobs;

/// <summary>An S3-compatible store.</summary>
/// <param name="Endpoint">Address of the store; buckets are addressed path-style below it.</param>
public sealed record S3Settings(Uri Endpoint, string Region, string Bucket, string AccessKey, string SecretKey)
{
    /// <summary>Read from <c>{section}:S3:*</c>; null when no endpoint is set.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing; names it.</exception>
    public static S3Settings? Read(IConfiguration configuration, string name)
    {
        var section = configuration.GetSection($"{name}:S3");
        string Needed(string key) => section[key] ?? throw new InvalidOperationException($"the setting {name}:S3:{key} is missing");
        return section["Endpoint"] is { } endpoint
            ? new(new(endpoint), section["Region"] ?? "us-east-1", Needed("Bucket"), Needed("AccessKey"), Needed("SecretKey"))
            : null;
    }
}
