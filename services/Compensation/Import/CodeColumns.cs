using Aftersales.Kernel;
using Aftersales.Platform.Csv;

namespace Aftersales.Compensations.Import;

/// <summary>Where each column of a list of codes stands. Headers are English or Chinese.</summary>
internal sealed record CodeColumns(IReadOnlyDictionary<string, int> Places, int Width)
{
    public const string Code = "code";
    public const string Value = "value";
    public const string MinimumSpend = "minimum_spend";
    public const string Expires = "expires";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        [Code] = Code,
        ["券码"] = Code,
        [Value] = Value,
        ["面值"] = Value,
        [MinimumSpend] = MinimumSpend,
        ["使用门槛"] = MinimumSpend,
        [Expires] = Expires,
        ["到期时间"] = Expires,
    };

    /// <exception cref="RefusedException">COUPON_FILE_INVALID: a column is missing or comes twice.</exception>
    public static CodeColumns Read(string header)
    {
        var parser = new CsvParser();
        if (parser.Feed(header) != CsvProgress.Complete)
            throw new RefusedException(CodeFile.Invalid("the header is no line of CSV"));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, name) in parser.Fields.Index())
            if (Names.TryGetValue(name.Trim(), out var column) && !places.TryAdd(column, place))
                throw new RefusedException(CodeFile.Invalid($"the column {column} comes twice"));
        return Names.Values.FirstOrDefault(column => !places.ContainsKey(column)) is { } missing
            ? throw new RefusedException(CodeFile.Invalid($"the column {missing} is missing").With("missing", missing))
            : new(places, parser.Fields.Count);
    }
}
