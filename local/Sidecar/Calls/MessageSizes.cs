namespace Aftersales.Sidecar.Calls;

/// <summary>Follows the length prefixes in a stream of gRPC frames, however the bytes are cut, without looking at the messages.</summary>
internal struct MessageSizes(int limit)
{
    private const int PrefixLength = 5;

    private int _prefixSeen;
    private uint _size;
    private long _left;

    /// <summary>Takes in the next bytes; false as soon as a message is announced that is larger than the limit.</summary>
    public bool Accept(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_left > 0)
            {
                var step = (int)Math.Min(_left, bytes.Length);
                _left -= step;
                bytes = bytes[step..];
                continue;
            }

            if (_prefixSeen > 0)
                _size = (_size << 8) | bytes[0];
            bytes = bytes[1..];
            if (++_prefixSeen < PrefixLength)
                continue;
            if (_size > limit)
                return false;
            (_left, _size, _prefixSeen) = (_size, 0, 0);
        }

        return true;
    }
}
