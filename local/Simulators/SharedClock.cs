using System.IO.MemoryMappedFiles;

namespace Aftersales.Simulators;

/// <summary>Business time as a suite of several processes shares it: real time plus the offset that a file holds, 8 bytes in ticks of 100 ns.</summary>
internal sealed class SharedClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _offset;

    /// <exception cref="FileNotFoundException">The suite makes the file, before this starts.</exception>
    public SharedClock(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _offset = _file.CreateViewAccessor(0, sizeof(long), MemoryMappedFileAccess.Read);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(_offset.ReadInt64(0));

    public void Dispose()
    {
        _offset.Dispose();
        _file.Dispose();
    }
}
