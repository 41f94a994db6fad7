using System.Text;

namespace Aftersales.Complaints.Domain;

/// <summary>Enum members in the contract's spelling.</summary>
public static class Words
{
    /// <summary>Lower case, words joined by underscores: <c>abnormal_signoff</c>.</summary>
    public static string Of(Enum value)
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>Upper case, words joined by underscores: <c>AWAITING_EVIDENCE</c>.</summary>
    public static string Upper(Enum value) => Of(value).ToUpperInvariant();
}
