using System.IO.MemoryMappedFiles;

namespace Aftersales.Platform.Time;

/// <summary>
/// The offset of business time in a file of 8 bytes, in ticks of 100 ns. It is mapped into memory, so that no process works on with an old one: what one of
/// them decided after a move must not be stamped by another with the time before it.
/// </summary>
internal sealed class SharedOffset : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    public SharedOffset(string path)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        WasThere = stream.Length > 0;
        if (stream.Length is not (0 or sizeof(long)))
        {
            stream.Dispose();
            throw new InvalidDataException($"{path} is not the clock of a suite of this release; without it, business time starts anew.");
        }

        file = MemoryMappedFile.CreateFromFile(stream, null, sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, sizeof(long));
    }

    /// <summary>Whether an offset was kept before.</summary>
    public bool WasThere { get; }

    public long Ticks
    {
        get => view.ReadInt64(0);
        set => view.Write(0, value);
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
