namespace Aftersales.Platform.Blobs;

/// <summary>Files <c>{folder}/{merchant}/{first two digits}/{hash}</c>. A file is there whole or not at all, whatever crashes when.</summary>
public sealed class FolderBlobStore(string folder) : IBlobStore
{
    public async Task Put(string merchant, string id, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var target = PathOf(merchant, id);
        if (File.Exists(target))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task<byte[]?> Get(string merchant, string id, CancellationToken cancel) =>
        File.Exists(PathOf(merchant, id)) ? await File.ReadAllBytesAsync(PathOf(merchant, id), cancel) : null;

    public Task Delete(string merchant, string id, CancellationToken cancel)
    {
        var file = PathOf(merchant, id);
        if (File.Exists(file))
            File.Delete(file);
        return Task.CompletedTask;
    }

    /// <summary>Where something is kept.</summary>
    public string PathOf(string merchant, string id) => Path.Combine(folder, merchant, id[..2], id);
}
