using System.Text.RegularExpressions;

namespace Aftersales.Directories.Domain;

/// <summary>What an address has to look like; whether anybody is there, the provider says.</summary>
public static partial class AddressForm
{
    public static bool Fits(Medium medium, string address) => medium switch
    {
        Medium.Sms => Phone().IsMatch(address),
        Medium.Email => Mail().IsMatch(address),
        _ => !address.Any(char.IsControl),
    };

    // A mobile of mainland China, or an international number.
    [GeneratedRegex(@"^(1[3-9][0-9]{9}|\+[1-9][0-9]{6,14})$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")]
    private static partial Regex Mail();
}
