namespace Aftersales.Complaints.Ports;

/// <summary>Photos as files <c>{folder}/{merchant}/{first two digits}/{hash}</c>. A file is there whole or not at all, whatever crashes when.</summary>
public sealed class FolderEvidenceStore(string folder) : IEvidenceStore
{
    public async Task Put(string merchant, string evidence, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var target = PathOf(merchant, evidence);
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

    /// <summary>Where a photo is kept.</summary>
    public string PathOf(string merchant, string evidence) => Path.Combine(folder, merchant, evidence[..2], evidence);
}
