namespace Aftersales.Kernel;

/// <summary>Personal data as it may be shown: enough to recognise, not to use (R-PPL-2).</summary>
public static class Mask
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

    private static string FirstLetter(string text) => text[..(char.IsSurrogatePair(text, 0) ? 2 : 1)];
}
