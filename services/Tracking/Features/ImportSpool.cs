using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Pipeline;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Import;
using Grpc.Core;

namespace Aftersales.Tracking.Features;

/// <summary>
/// The files of one upload, kept on disk while it lasts: lines are needed before orders and may come after them. Nobody else can read the files, and
/// they go with this object, since they are full of personal data.
/// </summary>
internal sealed class ImportSpool : IDisposable
{
    /// <summary>Files of one upload.</summary>
    public const int MaxFiles = 20;

    private readonly List<SpooledFile> files = [];

    public IReadOnlyList<SpooledFile> Files => files;

    /// <exception cref="RefusedException">INVALID_REQUEST for a part that breaks a rule or stands in the wrong place, IMPORT_FILE_INVALID for a file that is too large.</exception>
    public static async Task<ImportSpool> Receive(IAsyncStreamReader<ImportOrdersRequest> parts, Validation validation, CancellationToken cancel)
    {
        var spool = new ImportSpool();
        try
        {
            while (await parts.MoveNext(cancel))
            {
                ValidationInterceptor.Check(validation, parts.Current);
                await spool.Take(parts.Current, cancel);
            }

            return spool.files.Count > 0 ? spool : throw new RefusedException(PlatformReasons.Invalid("file", "an import has at least one file"));
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    public void Dispose() => files.ForEach(f => f.Content.Dispose());

    private async Task Take(ImportOrdersRequest part, CancellationToken cancel)
    {
        if (part.PartCase == ImportOrdersRequest.PartOneofCase.File)
        {
            if (files.Count == MaxFiles)
                throw new RefusedException(PlatformReasons.Invalid("file", $"an import has at most {MaxFiles} files"));
            files.Add(new(part.File.Name, OpenNew()));
            return;
        }

        if (files.Count == 0)
            throw new RefusedException(PlatformReasons.Invalid("chunk", "comes after the header of its file"));
        var (name, content) = files[^1];
        if (content.Length + part.Chunk.Length > ImportBounds.FileBytes)
            throw new RefusedException(new Refusal(TrackingReasons.ImportFileInvalid, $"a file has at most {ImportBounds.FileBytes} bytes").With("file", name));
        if (files.Sum(file => file.Content.Length) + part.Chunk.Length > ImportBounds.UploadBytes)
            throw new RefusedException(new Refusal(TrackingReasons.ImportFileInvalid, $"an import has at most {ImportBounds.UploadBytes} bytes").With("file", name));
        await content.WriteAsync(part.Chunk.Memory, cancel);
    }

    private static FileStream OpenNew()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}

/// <param name="Name">As the uploader calls it.</param>
internal sealed record SpooledFile(string Name, FileStream Content)
{
    /// <summary>The rows and errors, from the beginning.</summary>
    public IAsyncEnumerable<ImportEntry> Read(CancellationToken cancel)
    {
        Content.Position = 0;
        return OrderExport.Read(Content, Name, cancel);
    }
}
