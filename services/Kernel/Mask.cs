using System.Text.RegularExpressions;

namespace Aftersales.Kernel;

/// <summary>Personal data as it may be shown: enough to recognise, not to use (R-PPL-2).</summary>
public static partial class Mask
{
    private const string Hidden = "***";

    /// <summary>The first letter: <c>王**</c>.</summary>
    public static string Name(string name) => name.Length == 0 ? "" : $"{FirstLetter(name)}**";

    /// <summary>The first three and the last four digits: <c>138****8078</c>; nothing of one that is too short to hide anything.</summary>
    public static string Phone(string phone) => phone.Length < 11 ? Number(phone) : $"{phone[..3]}****{phone[^4..]}";

    /// <summary>An account at a payment channel: a phone number, or the first letter and the domain of an e-mail address.</summary>
    public static string Account(string account)
    {
        var at = account.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? $"{FirstLetter(account)}{Hidden}{account[at..]}" : Phone(account);
    }

    /// <summary>As far as the city: the first six letters of at least twelve; nothing of a shorter one.</summary>
    public static string Address(string address) => address.Length < 12 ? Hidden : $"{address[..(char.IsHighSurrogate(address[5]) ? 5 : 6)]}{Hidden}";

    /// <summary>The last four characters, of at least eight: <c>***0647</c>.</summary>
    public static string Number(string number) => number.Length < 8 ? Hidden : $"{Hidden}{number[^4..]}";

    /// <summary>
    /// What somebody wrote, with everything masked in it that can be told by its form: e-mail addresses, phone, identity and account numbers, street
    /// addresses. Names of people cannot.
    /// </summary>
    /// <param name="known">A number that may be seen, such as the order's.</param>
    public static string Text(string text, string? known = null)
    {
        var masked = Mail().Replace(text, found => Account(found.Value));
        masked = Street().Replace(masked, found => Address(found.Value));
        return LongNumber().Replace(masked, found => found.Value == known ? found.Value : found.Length == 11 ? Phone(found.Value) : Number(found.Value));
    }

    private static string FirstLetter(string text) => text[..(char.IsSurrogatePair(text, 0) ? 2 : 1)];

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")]
    private static partial Regex Mail();

    // A province or city, then up to a road or house: what lies between is the address.
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2,9}[省市区县][^\s,，。；;]{0,40}?[路街道巷弄村号栋幢室][^\s,，。；;]*")]
    private static partial Regex Street();

    // Eight digits and more: land lines, mobiles, identity cards, bank cards.
    [GeneratedRegex(@"(?<![0-9A-Za-z_])[0-9]{7,19}[0-9Xx](?![0-9])|(?<![0-9])[0-9]{3,4}-[0-9]{7,8}(?![0-9])")]
    private static partial Regex LongNumber();
}
