using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

internal enum StatementFormat
{
    Json,
    Csv,
}

internal sealed record StatementRequest(DateOnly Day, StatementFormat Format)
{
    public static StatementRequest Read(Input input) => new(input.Day("date"), input.OptionalChoice<StatementFormat>("format") ?? StatementFormat.Json);
}

/// <summary>The fund flow of one day (账务明细), in the words of alipay.data.bill.accountlog.query.</summary>
internal sealed record Statement(DateOnly Day, DateTimeOffset ExportedAt, long OpeningFen, IReadOnlyList<Booked> Movements)
{
    public IEnumerable<Booked> In => Movements.Where(row => row.Movement.Fen > 0);

    public IEnumerable<Booked> Out => Movements.Where(row => row.Movement.Fen < 0);

    public static Answer Get(StatementRequest request, Turn turn)
    {
        Reversals.Settle(turn);
        if (request.Day > BeijingTime.Day(turn.Now))
            return Alipay.Refuse(Alipay.BillNotExist);
        var (opening, movements) = Ledger.Of(turn.Books, request.Day);
        var statement = new Statement(request.Day, turn.Now, opening, movements);
        return request.Format == StatementFormat.Csv
            ? new Answer(StatusCodes.Status200OK, "OK", StatementCsv.Write(statement), "text/csv; charset=GBK")
            : statement.Show();
    }

    /// <summary>账务流水号 as the channel numbers it.</summary>
    public static string LogId(Booked row) => $"{row.Seq:D16}";

    private Answer Show() => Answer.Ok(new Shown(
        Day, Fen.Text(OpeningFen), Fen.Text(Movements.Count > 0 ? Movements[^1].BalanceFen : OpeningFen),
        In.Count(), Fen.Text(In.Sum(row => row.Movement.Fen)), Out.Count(), Fen.Text(-Out.Sum(row => row.Movement.Fen)),
        [.. Movements.Select(Row)], Movements.Count));

    private static Line Row(Booked row) => new(
        LogId(row), row.Movement.AlipayOrderNo, row.Movement.MerchantOrderNo, row.Movement.OutRequestNo, row.Movement.Title,
        BeijingTime.Text(row.Movement.At), row.Movement.OtherAccount, row.Movement.Fen > 0 ? "收入" : "支出", Fen.Text(Math.Abs(row.Movement.Fen)),
        Fen.Text(row.BalanceFen), "支付宝", row.Movement.Type, row.Movement.Memo);

    private sealed record Shown(
        DateOnly Date, string OpeningBalance, string ClosingBalance, int IncomeCount, string IncomeAmount, int ExpenseCount, string ExpenseAmount,
        IReadOnlyList<Line> DetailList, int TotalSize) : Success;

    private sealed record Line(
        string AccountLogId, string AlipayOrderNo, string MerchantOrderNo, string? MerchantOutRefundNo, string GoodsTitle, string TransDt,
        string OtherAccount, string Direction, string TransAmount, string Balance, string BillSource, string Type, string TransMemo);
}
