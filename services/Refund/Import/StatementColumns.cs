using Aftersales.Kernel;
using Aftersales.Platform.Csv;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Import;

/// <summary>Where each column of the statement stands. Some exports write plain brackets instead of full-width ones.</summary>
internal sealed record StatementColumns(IReadOnlyDictionary<string, int> Places, int Width)
{
    public const string LogId = "账务流水号";
    public const string ChannelNo = "业务流水号";
    public const string MerchantOrderNo = "商户订单号";
    public const string Time = "发生时间";
    public const string In = "收入金额（+元）";
    public const string Out = "支出金额（-元）";
    public const string Type = "业务类型";
    public const string Memo = "备注";

    private static readonly string[] Required = [LogId, ChannelNo, MerchantOrderNo, Time, In, Out, Type];

    /// <exception cref="RefusedException">STATEMENT_FILE_INVALID: a column is missing or appears twice.</exception>
    public static StatementColumns Read(string line)
    {
        var parser = new CsvParser();
        if (parser.Feed(line) != CsvProgress.Complete)
            throw Invalid("the header is no row of names", "");
        var names = parser.Fields.Select(name => CsvCell.Code(name).Replace('(', '（').Replace(')', '）')).ToList();
        foreach (var column in Required)
        {
            if (names.Count(name => name == column) != 1)
                throw Invalid("a column of the fund-flow statement is missing or appears twice", column);
        }

        return new(Required.Append(Memo).Where(names.Contains).ToDictionary(column => column, column => names.IndexOf(column)), names.Count);
    }

    private static RefusedException Invalid(string message, string column) =>
        new(new Refusal(RefundReasons.StatementFileInvalid, message).With("missing", column));
}
