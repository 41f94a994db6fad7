using System.Text;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

/// <summary>
/// The statement as the file that merchants download: GBK, CRLF, comment lines with <c>#</c>, a tab after numbers so that spreadsheets keep
/// them as text, money out with a minus sign.
/// </summary>
internal static class StatementCsv
{
    private const string Columns = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注";

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    public static byte[] Write(Statement statement)
    {
        var from = statement.Day.ToString("yyyy年MM月dd日");
        var to = statement.Day.AddDays(1).ToString("yyyy年MM月dd日");
        var text = new StringBuilder();
        Line(text, "#支付宝账务明细查询");
        Line(text, "#账号：[20880000000000000156]");
        Line(text, $"#起始日期：[{from} 00:00:00]   终止日期：[{to} 00:00:00]");
        Line(text, "#-----------------------------------------账务明细列表----------------------------------------");
        Line(text, Columns);
        foreach (var row in statement.Movements)
            Line(text, Row(row));
        Line(text, "#-----------------------------------------账务明细列表结束------------------------------------");
        Line(text, $"#支出合计：{statement.Out.Count()}笔，共{Fen.Text(statement.Out.Sum(row => row.Movement.Fen))}元");
        Line(text, $"#收入合计：{statement.In.Count()}笔，共{Fen.Text(statement.In.Sum(row => row.Movement.Fen))}元");
        Line(text, $"#导出时间：[{statement.ExportedAt:yyyy年MM月dd日 HH:mm:ss}]");
        return Gbk.GetBytes(text.ToString());
    }

    private static string Row(Booked row)
    {
        var movement = row.Movement;
        return string.Join(',',
            Statement.LogId(row) + "\t", Cell(movement.AlipayOrderNo + "\t"), Cell(movement.MerchantOrderNo + "\t"), Cell(movement.Title + "\t"),
            BeijingTime.Text(movement.At), Cell(movement.OtherAccount + "\t"), Fen.Text(Math.Max(0, movement.Fen)), Fen.Text(Math.Min(0, movement.Fen)),
            Fen.Text(row.BalanceFen), "支付宝", movement.Type, Cell(movement.Memo));
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(',', '"') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\r\n");
}
