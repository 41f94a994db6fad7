namespace Pipelines.Sockets.Unofficial.Arenas;

public delegate TTo Projection<TFrom, TTo>(in TFrom value);

public delegate TTo Projection<TFrom, TState, TTo>(in TFrom value, in TState state);

public static class SequenceExtensions
{
    public static void CopyTo<TFrom, TTo>(in this Sequence<TFrom> source, Span<TTo> destination, Projection<TFrom, TTo> projection)
    {
        var from = source.FirstSpan;
        for (int i = 0; i < from.Length; i++) destination[i] = projection(in from[i]);
    }

    public static TTo[] ToArray<TFrom, TTo>(in this Sequence<TFrom> source, Projection<TFrom, TTo> projection)
    {
        if (source.IsEmpty) return [];
        var result = new TTo[source.Length];
        source.CopyTo(result, projection);
        return result;
    }

    public static TTo[] ToArray<TFrom, TState, TTo>(in this Sequence<TFrom> source, Projection<TFrom, TState, TTo> projection, in TState state)
    {
        var from = source.FirstSpan;
        if (from.IsEmpty) return [];
        var result = new TTo[from.Length];
        for (int i = 0; i < from.Length; i++) result[i] = projection(in from[i], in state);
        return result;
    }
}
