namespace Grpc.Core;

/// <summary>The part that the four call objects share: delegates plus one state object, so that a transport needs no closures.</summary>
internal readonly struct CallAccess(
    Func<object, Task<Metadata>> responseHeaders,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public Task<Metadata> ResponseHeadersAsync() => responseHeaders(state);

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);

    public static CallAccess FromClosures(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose) =>
        new(
            static s => ((Closures)s).Headers,
            static s => ((Closures)s).Status(),
            static s => ((Closures)s).Trailers(),
            static s => ((Closures)s).Dispose(),
            new Closures(responseHeaders, status, trailers, dispose));

    private sealed record Closures(Task<Metadata> Headers, Func<Status> Status, Func<Metadata> Trailers, Action Dispose);
}
