namespace Aftersales.Simulators.Payment;

/// <summary>How the channel shows people to the merchant: enough to recognise, not to contact.</summary>
internal static class Masked
{
    public static string Account(string account)
    {
        var at = account.IndexOf('@', StringComparison.Ordinal);
        return at >= 0 ? $"{account[..Math.Min(3, at)]}***{account[at..]}"
            : account.Length > 7 ? $"{account[..3]}****{account[^4..]}"
            : "***";
    }

    public static string Name(string name) => $"{name[..1]}*";

    public static string Person(string name, string account) => $"{Name(name)}({Account(account)})";
}
