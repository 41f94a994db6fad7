namespace Aftersales.Tracking.Import;

/// <summary>What was not taken of an import: all of it is counted, and the first rows by file and line are named, so that a wrong file takes no memory.</summary>
/// <param name="most">How many are named.</param>
internal sealed class RejectedRows(int most)
{
    private readonly PriorityQueue<ImportError, (int File, int Line, int Found)> latestFirst =
        new(Comparer<(int File, int Line, int Found)>.Create((a, b) => b.CompareTo(a)));

    public int Count { get; private set; }

    /// <summary>By file and line; of one line as they were found.</summary>
    public IEnumerable<ImportError> Named => latestFirst.UnorderedItems.OrderBy(row => row.Priority).Select(row => row.Element);

    /// <param name="file">The file's place in the upload.</param>
    /// <param name="error">Why.</param>
    public void Add(int file, ImportError error)
    {
        latestFirst.Enqueue(error, (file, error.Line, ++Count));
        if (latestFirst.Count > most)
            latestFirst.Dequeue();
    }
}
