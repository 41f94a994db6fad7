using System.Globalization;
using System.Text.RegularExpressions;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Import;

/// <summary>
/// What a statement says of its own rows: <c>#支出合计：2笔，共-13.50元</c> for money out, with or without the sign, <c>#收入合计</c> for money in, after a
/// list that its comments announce. A file without comments says nothing, and nothing is held against it.
/// </summary>
internal sealed partial class StatementTotals
{
    private const string OutName = "支出合计";
    private const string InName = "收入合计";
    private readonly Dictionary<string, Total> stated = [];
    private Total outgoing;
    private Total incoming;
    private int rows;
    private bool isListed;
    private bool hasUnsound;

    /// <summary>A comment of the file.</summary>
    public void Read(string comment)
    {
        isListed |= comment.Contains("账务明细列表", StringComparison.Ordinal);
        var found = Sum().Match(comment);
        if (found.Success && decimal.TryParse(found.Groups["amount"].ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var yuan))
            stated[found.Groups["name"].Value] = new(int.Parse(found.Groups["count"].ValueSpan, CultureInfo.InvariantCulture), (long)(yuan * 100));
    }

    /// <param name="isSound">Whether amount and direction could be read.</param>
    public void Count(Money amount, bool isOut, bool isSound)
    {
        rows++;
        hasUnsound |= !isSound;
        if (!isSound)
            return;
        ref var total = ref isOut ? ref outgoing : ref incoming;
        total = new(total.Count + 1, total.Fen + amount.Minor);
    }

    /// <summary>Why the file is not to be trusted; null where it agrees with itself.</summary>
    public Refusal? Problem()
    {
        if (isListed && stated.Count == 0)
            return new(RefundReasons.StatementFileInvalid, "the file breaks off before its totals");

        // A row that cannot be read is reported by itself; that it is there can be counted all the same.
        if (hasUnsound)
        {
            return stated.Count == 2 && stated.Values.Sum(total => total.Count) is var all && all != rows
                ? Differs("rows", $"{all}", $"{rows}")
                : null;
        }

        return Differs(OutName, outgoing) ?? Differs(InName, incoming);
    }

    private Refusal? Differs(string name, Total found) => stated.TryGetValue(name, out var total) && total != found ? Differs(name, $"{total}", $"{found}") : null;

    private static Refusal Differs(string total, string stated, string found) =>
        new Refusal(RefundReasons.StatementFileInvalid, "the file's rows do not come to its own totals: it is cut off or was changed")
            .With("total", total).With("stated", stated).With("found", found);

    [GeneratedRegex("(?<name>支出合计|收入合计)：(?<count>[0-9]{1,9})笔，共-?(?<amount>[0-9,]{1,20}(\\.[0-9]{1,2})?)元")]
    private static partial Regex Sum();

    private readonly record struct Total(int Count, long Fen)
    {
        public override string ToString() => $"{Count}/{Money.Cny(Fen).ToDecimalText()}";
    }
}
