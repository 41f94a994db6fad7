using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Aftersales.Platform.Policies;

/// <summary>
/// A service's policy: the default that is built in, or a merchant's own file <c>{folder}/{merchant}/{name}</c>, which is read again when it
/// changes. A file that is no sound policy is refused with its path and the reasons, and the policy before stays in force.
/// </summary>
public sealed partial class Policies<T>
    where T : class, IPolicy
{
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (T Policy, DateTime Written, long At)> own = new(StringComparer.Ordinal);
    private readonly string? folder;
    private readonly string name;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly T standard;

    /// <exception cref="PolicyRefusedException">The built-in policy is not sound: a defect.</exception>
    public Policies(Assembly assembly, string name, string? folder, TimeProvider time, ILogger<Policies<T>>? log = null)
    {
        (this.name, this.folder, this.time, this.log) = (name, folder, time, log ?? NullLogger<Policies<T>>.Instance);
        var resource = assembly.GetManifestResourceNames().Single(r => r.EndsWith("." + name, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        standard = PolicyText.Read<T>(reader.ReadToEnd(), Now);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

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

    private T Reload(string file, DateTime written, T before)
    {
        try
        {
            return written == default ? before : PolicyText.Read<T>(File.ReadAllText(file), Now);
        }
        catch (PolicyRefusedException refused)
        {
            foreach (var problem in refused.Problems)
                Refused(log, file, problem.Field, problem.Description, before.Version);
            return before;
        }
        catch (IOException unreadable)
        {
            Refused(log, file, "$", unreadable.GetType().Name, before.Version);
            return before;
        }
    }

    [LoggerMessage(LogLevel.Error, "policy {File} is refused at {Path}: {Reason}; version {Before} stays in force")]
    private static partial void Refused(ILogger log, string file, string path, string reason, string before);
}
