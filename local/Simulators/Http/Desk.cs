namespace Aftersales.Simulators.Http;

/// <summary>One simulator's routes under one prefix, in one voice.</summary>
internal sealed class Desk(WebApplication app, Counter counter, string name, Voice voice)
{
    public void Get<T>(string path, string operation, Func<Input, T> read, Func<T, string?> number, Func<T, Turn, Answer> handle) =>
        Map(HttpMethods.Get, path, operation, read, number, handle);

    public void Post<T>(string path, string operation, Func<Input, T> read, Func<T, string?> number, Func<T, Turn, Answer> handle) =>
        Map(HttpMethods.Post, path, operation, read, number, handle);

    public void Put<T>(string path, string operation, Func<Input, T> read, Func<T, string?> number, Func<T, Turn, Answer> handle) =>
        Map(HttpMethods.Put, path, operation, read, number, handle);

    private void Map<T>(string method, string path, string operation, Func<Input, T> read, Func<T, string?> number, Func<T, Turn, Answer> handle)
    {
        var served = new Operation<T>($"{name}.{operation}", voice, read, number, handle);
        app.MapMethods($"/{name}{path}", [method], http => counter.Serve(http, served));
    }
}
