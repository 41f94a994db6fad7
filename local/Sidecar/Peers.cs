using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Aftersales.Sidecar;

/// <summary>Where the sidecars of one machine find each other: in memory when they share a process, in a folder when they do not.</summary>
public sealed class Peers
{
    private const string KeyFile = ".key";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, Uri> _addresses = new();
    private readonly string? _folder;

    /// <param name="folder">The folder that the processes share; null for one process.</param>
    public Peers(string? folder = null)
    {
        _folder = folder;
        Key = folder is null ? NewKey() : SharedKey(folder);
    }

    /// <summary>Shows one sidecar that another is calling, and not an app that pretends to be one.</summary>
    internal string Key { get; }

    internal void Announce(string appId, Uri address)
    {
        _addresses[appId] = address;
        if (_folder is not null)
            WriteWhole(Path.Combine(_folder, appId), address.ToString(), overwrite: true);
    }

    /// <summary>The address of an app's sidecar, waiting for it to be announced; null when the wait is over.</summary>
    internal async Task<Uri?> FindAsync(string appId, TimeSpan wait, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (Find(appId) is { } address)
                return address;
            if (time.GetElapsedTime(started) >= wait)
                return null;
            await Task.Delay(BetweenLooks, time, cancellation);
        }
    }

    private Uri? Find(string appId)
    {
        if (_folder is null || !AppIds.IsValid(appId))
            return _addresses.GetValueOrDefault(appId);
        var file = Path.Combine(_folder, appId);
        return File.Exists(file) ? new Uri(File.ReadAllText(file)) : null;
    }

    private static string SharedKey(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, KeyFile);
        if (!File.Exists(file))
        {
            try
            {
                WriteWhole(file, NewKey(), overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another sidecar was first; its key counts.
            }
        }

        return File.ReadAllText(file);
    }

    // Readers see the old content or the new one, never half of it.
    private static void WriteWhole(string file, string content, bool overwrite)
    {
        var draft = $"{file}.{Environment.ProcessId}.draft";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(content);
        File.Move(draft, file, overwrite);
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
