using Aftersales.Platform.Hosting;

namespace Aftersales.Platform.Blobs;

public static class BlobStores
{
    /// <summary>The store that a service's settings name: <c>{section}:S3:*</c>, else <c>{section}:Folder</c>, else a folder below <c>.data</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting of S3 is missing; names it.</exception>
    public static IBlobStore Open(ServiceSettings settings, string section) =>
        S3Settings.Read(settings.Configuration, section) is { } s3
            ? new S3BlobStore(new HttpClient { Timeout = TimeSpan.FromSeconds(30) }, s3, settings.Time)
            : new FolderBlobStore(settings.Configuration[$"{section}:Folder"] ?? Path.Combine(".data", section.ToLowerInvariant()));
}
