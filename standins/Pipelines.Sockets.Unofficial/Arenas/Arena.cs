using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial.Arenas;

// A per-connection scratch area for parsed replies. Unlike the package this stands in for, a sequence here is always
// one contiguous run of one ordinary array, so there is nothing unsafe to get wrong: a stale sequence reads stale
// elements, never freed memory.

[Flags]
public enum ArenaFlags { None = 0 }

public sealed class ArenaOptions
{
    public ArenaOptions(ArenaFlags flags = ArenaFlags.None, int blockSizeBytes = 0, Func<long, long, long>? retentionPolicy = null)
    {
        Flags = flags;
        BlockSizeBytes = blockSizeBytes > 0 ? blockSizeBytes : 32 * 1024;
        RetentionPolicy = retentionPolicy;
    }

    public ArenaFlags Flags { get; }
    public int BlockSizeBytes { get; }
    public Func<long, long, long>? RetentionPolicy { get; }
}

/// <summary>Only its name is needed: callers pass null.</summary>
public abstract class Allocator<T>;

public sealed class Arena<T> : IDisposable
{
    private readonly int _blockLength;
    private T[] _block = [];
    private int _used;

    public Arena(ArenaOptions? options = null, Allocator<T>? allocator = null)
    {
        if (allocator is not null) throw new NotSupportedException("custom allocators are not part of this stand-in");
        _blockLength = Math.Max(16, (options?.BlockSizeBytes ?? 32 * 1024) / Unsafe.SizeOf<T>());
    }

    public Sequence<T> Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0) return new Sequence<T>([], 0, 0);
        var block = _block;
        int at = _used;
        if (block.Length - at < length)
        {
            // what was handed out from the old block stays alive through the sequences that point into it
            _block = block = new T[Math.Max(length, _blockLength)];
            at = 0;
        }
        _used = at + length;
        return new Sequence<T>(block, at, length);
    }

    /// <summary>Takes back everything allocated; an outsize block is let go, a regular one is wiped and kept.</summary>
    public void Reset()
    {
        if (_block.Length > _blockLength) _block = [];
        else Array.Clear(_block, 0, _used);
        _used = 0;
    }

    public void Dispose()
    {
        _block = [];
        _used = 0;
    }
}
