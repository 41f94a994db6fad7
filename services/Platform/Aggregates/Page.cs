using System.Text.Json;
using Aftersales.Kernel;

namespace Aftersales.Platform.Aggregates;

/// <summary>One page of a keyed list.</summary>
public sealed record Page<TState>(IReadOnlyList<PageRow<TState>> Rows, string NextPageToken);

/// <param name="Item">What is listed: the aggregate's id, or the id of a part inside it.</param>
/// <param name="Aggregate">Id of the aggregate.</param>
public sealed record PageRow<TState>(string Item, string Aggregate, long Version, TState State);

/// <summary>Opaque page tokens: the place after which the next page starts, good for the list that made them only.</summary>
public static class PageTokens
{
    public const int DefaultSize = 50;
    public const int MaxSize = 500;

    /// <summary>The rows that a page has: 0 means the default.</summary>
    public static int Size(int asked) => asked == 0 ? DefaultSize : Math.Clamp(asked, 1, MaxSize);

    /// <summary>The token of the page after a row.</summary>
    public static string Write(string list, string key, string item) =>
        Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(new[] { list, key, item }));

    /// <summary>The row after which the page begins; null for the first page.</summary>
    /// <exception cref="RefusedException">PAGE_TOKEN_INVALID.</exception>
    public static (string Key, string Item)? Read(string list, string token)
    {
        if (token.Length == 0)
            return null;
        return Open(token) is [var made, var key, var item] && made == list ? (key, item) : throw Invalid();
    }

    /// <summary>Which of some lists made a token, where the first page chose among them.</summary>
    /// <exception cref="RefusedException">PAGE_TOKEN_INVALID: none of them.</exception>
    public static string Choose(IReadOnlyCollection<string> lists, string token) =>
        Open(token) is [var made, _, _] && lists.Contains(made) ? made : throw Invalid();

    private static string[]? Open(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token));
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>PAGE_TOKEN_INVALID.</summary>
    public static RefusedException Invalid() =>
        new(new Refusal(PlatformReasons.PageTokenInvalid, "page_token: not made by this list").Field("page_token", "must be the next_page_token of the same list"));
}
