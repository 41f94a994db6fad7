namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A <see cref="Sequence{T}"/> with its element type forgotten, so that T may itself hold one.</summary>
public readonly struct Sequence
{
    private readonly Array? _array;
    private readonly int _offset, _length;

    internal Sequence(Array? array, int offset, int length) => (_array, _offset, _length) = (array, offset, length);

    public long Length => _length;
    public Sequence<T> Cast<T>() => new((T[]?)_array, _offset, _length);
}

public readonly struct Sequence<T>
{
    private readonly T[]? _array;
    private readonly int _offset, _length;

    internal Sequence(T[]? array, int offset, int length) => (_array, _offset, _length) = (array, offset, length);

    public long Length => _length;
    public bool IsEmpty => _length == 0;
    public bool IsSingleSegment => true;
    public Span<T> FirstSpan => new(_array, _offset, _length);
    public ref T this[int index] => ref FirstSpan[index];
    public SpanEnumerable Spans => new(this);
    public Enumerator GetEnumerator() => new(FirstSpan);
    public Sequence Untyped() => new(_array, _offset, _length);

    public ref struct Enumerator
    {
        private readonly Span<T> _span;
        private int _at;
        internal Enumerator(Span<T> span) { _span = span; _at = -1; }
        public bool MoveNext() => ++_at < _span.Length;
        public readonly ref T Current => ref _span[_at];
        public ref T GetNext()
        {
            if (!MoveNext()) throw new InvalidOperationException("the sequence has no more elements");
            return ref _span[_at];
        }
    }

    public readonly ref struct SpanEnumerable
    {
        private readonly Sequence<T> _sequence;
        internal SpanEnumerable(Sequence<T> sequence) => _sequence = sequence;
        public SpanEnumerator GetEnumerator() => new(_sequence.FirstSpan);
    }

    public ref struct SpanEnumerator
    {
        private readonly Span<T> _span;
        private bool _done;
        internal SpanEnumerator(Span<T> span) { _span = span; _done = span.IsEmpty; }
        public readonly Span<T> Current => _span;
        public bool MoveNext()
        {
            bool more = !_done;
            _done = true;
            return more;
        }
    }
}
