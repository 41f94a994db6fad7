using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Aftersales.Platform.Policies;

/// <summary>Numbers that a merchant can change without a new build. Every decision keeps the version it was taken under (R-COMP-9).</summary>
public interface IPolicy
{
    /// <summary>Version of the file.</summary>
    string Version { get; }
}

/// <summary>
/// A service's policy: the default that is built in, or a merchant's own file <c>{folder}/{merchant}/{name}</c>, which is read again when it
/// changes. A file that does not parse is refused at once and the one before stays in force.
/// </summary>
public sealed class Policies<T>
    where T : class, IPolicy
{
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (T Policy, DateTime Written, long At)> own = new(StringComparer.Ordinal);
    private readonly string? folder;
    private readonly string name;
    private readonly TimeProvider time;
    private readonly T standard;

    public Policies(Assembly assembly, string name, string? folder, TimeProvider time)
    {
        (this.name, this.folder, this.time) = (name, folder, time);
        var resource = assembly.GetManifestResourceNames().Single(r => r.EndsWith("." + name, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        standard = Read(reader.ReadToEnd());
    }

    /// <summary>The policy in force for a merchant.</summary>
    public T For(string merchant)
    {
        if (folder is null)
            return standard;
        var known = own.TryGetValue(merchant, out var entry);
        if (known && time.GetElapsedTime(entry.At) < Reread)
            return entry.Policy;
        var file = Path.Combine(folder, merchant, name);
        var written = File.Exists(file) ? File.GetLastWriteTimeUtc(file) : default;
        if (!known || entry.Written != written)
            entry = (Reload(file, written, known ? entry.Policy : standard), written, 0);
        own[merchant] = entry with { At = time.GetTimestamp() };
        return entry.Policy;
    }

    private static T Reload(string file, DateTime written, T before)
    {
        try
        {
            return written == default ? before : Read(File.ReadAllText(file));
        }
        catch (JsonException)
        {
            return before;
        }
    }

    private static T Read(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    private static JsonSerializerOptions Options { get; } = new(Json.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
    };
}
