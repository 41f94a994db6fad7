using System.Runtime.CompilerServices;
using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Import;

namespace Aftersales.Tracking.Features;

/// <summary>Reads uploaded exports in whichever order they came: first all lines, then order by order. It holds none of them in memory.</summary>
internal sealed class ImportReader(IReadOnlyList<SpooledFile> files, int mostNamed) : IDisposable
{
    private readonly OrderJoin join = new();
    private readonly List<int> orderFiles = [];

    /// <summary>What was rejected. Complete when <see cref="Orders"/> was read to its end.</summary>
    public RejectedRows Rejected { get; } = new(mostNamed);

    /// <summary>Reads the line exports and finds out which files are order exports.</summary>
    /// <exception cref="RefusedException">IMPORT_FILE_INVALID: a file is neither export. Nothing is imported then.</exception>
    public async Task ReadLines(CancellationToken cancel)
    {
        for (var file = 0; file < files.Count; file++)
            await ReadLines(file, cancel);
    }

    /// <summary>The sound orders with their lines.</summary>
    public async IAsyncEnumerable<ImportedOrder> Orders([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var file in orderFiles)
        {
            await foreach (var entry in files[file].Read(cancel))
            {
                var (order, error) = entry is OrderRow row ? join.Join(row) : (null, (ImportError)entry);
                if (error is not null)
                    Rejected.Add(file, error);
                if (order is not null)
                    yield return order;
            }
        }

        foreach (var line in join.LinesWithoutOrder())
            Rejected.Add(FileOf(line), line);
    }

    public void Dispose() => join.Dispose();

    private async Task ReadLines(int file, CancellationToken cancel)
    {
        var (isOfLines, found) = (false, new List<ImportError>());
        await foreach (var entry in files[file].Read(cancel))
        {
            switch (entry)
            {
                case LineRow line:
                    isOfLines = true;
                    join.Add(line);
                    break;
                case ImportError { Line: 1 } header:
                    throw new RefusedException(new Refusal(TrackingReasons.ImportFileInvalid, header.Reason).With("file", header.File).With("missing", header.Column));
                case ImportError error when isOfLines:
                    Rejected.Add(file, error);
                    break;
                case ImportError error:
                    found.Add(error);
                    break;
                case OrderRow:
                    // Read again from its beginning once all lines are known; what was found so far would come twice.
                    orderFiles.Add(file);
                    return;
            }
        }

        foreach (var error in found)
            Rejected.Add(file, error);
    }

    private int FileOf(ImportError error) => files.Select(f => f.Name).ToList().IndexOf(error.File);
}
