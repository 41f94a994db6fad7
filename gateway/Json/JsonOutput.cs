using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Aftersales.Gateway.Json;

/// <summary>A buffer that JSON is written to, rented and given back. An answer is complete before its first byte is sent, so that it can still fail.</summary>
internal sealed class JsonOutput : IDisposable
{
    private const int LargestKept = 1024 * 1024;

    private static readonly ObjectPool<JsonOutput> Pool = new DefaultObjectPool<JsonOutput>(new Policy());
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    private JsonOutput() => Json = new(buffer, Options);

    public Utf8JsonWriter Json { get; }

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Text
    {
        get
        {
            Json.Flush();
            return buffer.WrittenMemory;
        }
    }

    public static JsonOutput Rent() => Pool.Get();

    /// <summary>Adds bytes beside the JSON, such as the end of a line, after which another value may begin.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Json.Flush();
        buffer.Write(bytes);
        Json.Reset();
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        buffer.ResetWrittenCount();
        Json.Reset();
    }

    public void Dispose() => Pool.Return(this);

    private sealed class Policy : PooledObjectPolicy<JsonOutput>
    {
        public override JsonOutput Create() => new();

        public override bool Return(JsonOutput output)
        {
            output.Clear();
            return output.buffer.Capacity <= LargestKept;
        }
    }
}
