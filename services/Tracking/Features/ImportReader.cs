using System.Runtime.CompilerServices;
using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Import;

namespace Aftersales.Tracking.Features;

/// <summary>Reads uploaded exports in whichever order they came: first all lines, then order by order, so that only the lines are held in memory.</summary>
internal sealed class ImportReader(IReadOnlyList<SpooledFile> files)
{
    private readonly OrderJoin join = new();
    private readonly List<(int File, ImportError Error)> errors = [];
    private readonly List<int> orderFiles = [];

    /// <summary>What was rejected, in file order. Complete when <see cref="Orders"/> was read to its end.</summary>
    public IEnumerable<ImportError> Rejected => errors.OrderBy(e => e.File).ThenBy(e => e.Error.Line).Select(e => e.Error);

    public int RejectedCount => errors.Count;

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
                    errors.Add((file, error));
                if (order is not null)
                    yield return order;
            }
        }

        foreach (var line in join.LinesWithoutOrder())
            errors.Add((FileOf(line), line));
    }

    private async Task ReadLines(int file, CancellationToken cancel)
    {
        var found = new List<ImportError>();
        await foreach (var entry in files[file].Read(cancel))
        {
            switch (entry)
            {
                case LineRow line:
                    join.Add(line);
                    break;
                case ImportError { Line: 1 } header:
                    throw new RefusedException(new Refusal(TrackingReasons.ImportFileInvalid, header.Reason).With("file", header.File).With("missing", header.Column));
                case ImportError error:
                    found.Add(error);
                    break;
                case OrderRow:
                    // Read again from its beginning once all lines are known; what was found so far would come twice.
                    orderFiles.Add(file);
                    return;
            }
        }

        errors.AddRange(found.Select(error => (file, error)));
    }

    private int FileOf(ImportError error) => files.Select(f => f.Name).ToList().IndexOf(error.File);
}
