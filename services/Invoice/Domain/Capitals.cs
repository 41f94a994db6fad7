using System.Text;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>
/// Amounts in Chinese capitals as the rules for payment documents want them: whole yuan end in 整, a 零 stands for any run of zeros between
/// digits, and for missing jiao before fen.
/// </summary>
public static class Capitals
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿"];

    /// <param name="amount">Below 10^16 yuan; a negative one is marked （负数）.</param>
    public static string Of(Money amount)
    {
        var fen = Math.Abs(amount.Minor);
        var (yuan, jiao, rest) = (fen / 100, fen / 10 % 10, fen % 10);
        var text = new StringBuilder(amount.IsNegative ? "（负数）" : "");
        if (yuan > 0 || fen == 0)
            text.Append(Whole(yuan)).Append('元');
        if (jiao > 0)
            text.Append(Digits[(int)jiao]).Append('角');
        else if (rest > 0 && yuan > 0)
            text.Append('零');
        return (rest > 0 ? text.Append(Digits[(int)rest]).Append('分') : text.Append('整')).ToString();
    }

    private static string Whole(long yuan)
    {
        if (yuan == 0)
            return "零";
        var text = new StringBuilder();
        var gap = false;
        for (var group = Groups.Length - 1; group >= 0; group--)
        {
            var four = (int)(yuan / (long)Math.Pow(10_000, group) % 10_000);
            for (var place = 3; place >= 0; place--)
            {
                var digit = four / (int)Math.Pow(10, place) % 10;
                if (digit == 0)
                {
                    gap = text.Length > 0;
                    continue;
                }

                text.Append(gap ? "零" : "").Append(Digits[digit]).Append(Places[place]);
                gap = false;
            }

            if (four > 0)
            {
                text.Append(Groups[group]);
                gap = false; // zeros at a group's end are not read
            }
        }

        return text.ToString();
    }
}
