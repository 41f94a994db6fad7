using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aftersales.Simulators.Http;

/// <summary>
/// Reads a request's fields from path, query and JSON body. The first field that breaks its rule is kept as <see cref="Violation"/>;
/// what is returned then only serves to read on.
/// </summary>
internal sealed class Input
{
    private readonly Func<string, string?> _address;
    private readonly JsonElement _body;
    private readonly Input _root;
    private readonly string _path;

    private Input(Func<string, string?> address, JsonElement body, Input? root, string path) =>
        (_address, _body, _root, _path) = (address, body, root ?? this, path);

    public Violation? Violation { get; private set; }

    public static async Task<Input> From(HttpRequest request)
    {
        string? Address(string field) => request.RouteValues.TryGetValue(field, out var value) ? value as string
            : HttpMethods.IsGet(request.Method) ? request.Query[field].FirstOrDefault() : null;
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
            return new Input(Address, default, null, "");
        using var reader = new StreamReader(request.Body);
        return From(await reader.ReadToEndAsync(request.HttpContext.RequestAborted), Address);
    }

    /// <param name="json">The body.</param>
    /// <param name="address">What is said outside of it counts before what it says.</param>
    public static Input From(string json, Func<string, string?> address)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            var input = new Input(address, document.RootElement.Clone(), null, "");
            if (input._body.ValueKind != JsonValueKind.Object)
                input.Break("$", "a JSON object");
            return input;
        }
        catch (JsonException)
        {
            var input = new Input(address, default, null, "");
            input.Break("$", "well-formed JSON without repeated names");
            return input;
        }
    }

    public string Text(string field, int max = 64) => OptionalText(field, max) ?? Missing(field);

    public string? OptionalText(string field, int max = 64)
    {
        var value = _address(field) ?? Element(field) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } element => element.GetString(),
            _ => Break(field, "a string"),
        };
        return string.IsNullOrWhiteSpace(value) ? null
            : value.Length > max ? Break(field, $"at most {max} characters")
            : value.Any(char.IsControl) ? Break(field, "no control characters")
            : value;
    }

    public string Matching(string field, Regex form, string rule) =>
        Text(field) is var text && (text.Length == 0 || form.IsMatch(text)) ? text : Break(field, rule);

    public string? OptionalMatching(string field, Regex form, string rule) =>
        OptionalText(field) is { Length: > 0 } text ? form.IsMatch(text) ? text : Break(field, rule) : null;

    /// <summary>A positive amount in fen.</summary>
    public long Amount(string field) => Read<long>(field, Text(field), text => Fen.Parse(text) is > 0 and var fen ? fen : null, Fen.Rule);

    /// <summary>An amount in fen that may be nothing.</summary>
    public long AmountOrZero(string field) => Read(field, Text(field), Fen.Parse, "a decimal string with exactly two places, \"0.00\" to \"999999999.99\"");

    public int Whole(string field, int from, int to) => OptionalWhole(field, from, to) ?? Read<int>(field, Missing(field), _ => null, "");

    public int? OptionalWhole(string field, int from, int to)
    {
        if (_address(field) is { } text)
            return Read<int>(field, text, value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= from && n <= to ? n : null,
                $"a whole number from {from} to {to}");
        if (Element(field) is not { } element)
            return null;
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= from && number <= to)
            return number;
        Break(field, $"a whole number from {from} to {to}");
        return from;
    }

    public bool Flag(string field)
    {
        if (Element(field) is not { } element)
            return false;
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Break(field, "true or false");
        return element.ValueKind == JsonValueKind.True;
    }

    public DateOnly Day(string field) => Read<DateOnly>(field, Text(field),
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, "a day as yyyy-MM-dd");

    public TimeOnly ClockTime(string field) => Read<TimeOnly>(field, Text(field),
        text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null, "a time as HH:mm");

    /// <summary>A time with its offset (ISO 8601), or Beijing time as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public DateTimeOffset? OptionalTime(string field) => OptionalText(field) is not { Length: > 0 } text ? null : Read<DateTimeOffset>(field, text, value =>
        DateTime.TryParseExact(value, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? BeijingTime.From(local)
        : DateTimeOffset.TryParseExact(value, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? BeijingTime.From(time) : null,
        "a time as yyyy-MM-dd'T'HH:mm:ss with offset, or yyyy-MM-dd HH:mm:ss in Beijing time");

    public T Choice<T>(string field) where T : struct, Enum => OptionalChoice<T>(field) ?? Read<T>(field, Missing(field), _ => null, "");

    public T? OptionalChoice<T>(string field) where T : struct, Enum => OptionalText(field) is not { Length: > 0 } text ? null : Read<T>(field, text,
        value => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(choice => string.Equals(Name(choice!.Value), value, StringComparison.OrdinalIgnoreCase)),
        "one of " + string.Join(", ", Enum.GetValues<T>().Select(Name)));

    /// <summary>Where notifications go: this machine only.</summary>
    public string? OptionalLoopback(string field) => OptionalText(field, 256) is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback ? text
        : Break(field, "an http address on loopback");

    public Input Object(string field)
    {
        if (Element(field) is { ValueKind: JsonValueKind.Object } element)
            return Child(element, field);
        Break(field, "an object");
        return Child(default, field);
    }

    public Input? OptionalObject(string field) => Element(field) is null ? null : Object(field);

    public IReadOnlyList<T> List<T>(string field, Func<Input, T> read, int max = 200)
    {
        if (Element(field) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() is > 0 and var count && count <= max)
            return [.. list.EnumerateArray().Select((element, i) => read(Child(element, $"{field}[{i}]")))];
        Break(field, $"a list of 1 to {max} objects");
        return [];
    }

    /// <summary>A list that may be empty or not given.</summary>
    public IReadOnlyList<T> OptionalList<T>(string field, Func<Input, T> read) =>
        Element(field) is { } list && (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > 0) ? List(field, read) : [];

    /// <summary>A list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        if (Element(field) is not { } list)
            return [];
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String))
            return [.. list.EnumerateArray().Select(text => text.GetString()!)];
        Break(field, "a list of texts");
        return [];
    }

    /// <summary>A text that can only be this one.</summary>
    public void Only(string field, string text)
    {
        if (Text(field) is { Length: > 0 } given && given != text)
            Break(field, text);
    }

    /// <summary>Notes the violation unless one was found before, and gives an empty text to read on with.</summary>
    public string Break(string field, string rule)
    {
        _root.Violation ??= new Violation(_path + field, rule);
        return "";
    }

    private static string Name<T>(T choice) where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(choice.ToString());

    private string Missing(string field) => Break(field, "required");

    private T Read<T>(string field, string text, Func<string, T?> parse, string rule) where T : struct
    {
        if (text.Length > 0 && parse(text) is { } value)
            return value;
        Break(field, rule);
        return default;
    }

    private Input Child(JsonElement element, string field) => new(_ => null, element, _root, $"{_path}{field}.");

    private JsonElement? Element(string field) =>
        _body.ValueKind == JsonValueKind.Object && _body.TryGetProperty(field, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
}
