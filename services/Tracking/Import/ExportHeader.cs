using Aftersales.Platform.Csv;

namespace Aftersales.Tracking.Import;

/// <summary>The header of an export: which format it is, and where each column stands.</summary>
internal sealed record ExportHeader(ExportFormat Format, IReadOnlyDictionary<string, int> Columns, int Width)
{
    /// <summary>Reads a header line; when it is none, the errors say why.</summary>
    public static (ExportHeader? Header, IReadOnlyList<ImportError> Errors) Read(string file, string line)
    {
        var parser = new CsvParser();
        if (parser.Feed(line) != CsvProgress.Complete)
            return (null, [new(file, 1, "", "The header is not a row of comma-separated names.")]);

        var names = parser.Fields.Select(f => CsvCell.Code(f)).ToArray();
        if (ExportFormat.Of(names) is not { } format)
            return (null, [new(file, 1, "", "The file is neither an order export nor a line export.")]);

        var columns = format.Known.Select(name => (name, at: IndexOf(names, name))).Where(c => c.at >= 0).ToDictionary(c => c.name, c => c.at);
        ImportError[] errors =
        [
            .. format.Required.Where(name => !columns.ContainsKey(name))
                .Select(name => new ImportError(file, 1, name, $"The {format.Name} lacks the column {name}.")),
            .. format.Known.Where(name => names.Count(n => Same(n, name)) > 1)
                .Select(name => new ImportError(file, 1, name, $"The column {name} appears more than once.")),
        ];
        return errors.Length == 0 ? (new(format, columns, names.Length), []) : (null, errors);
    }

    private static int IndexOf(string[] names, string name) => Array.FindIndex(names, n => Same(n, name));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
