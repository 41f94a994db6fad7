using System.Text;
using Aftersales.Tracking.Import;

namespace Aftersales.Tracking.Tests.Import;

/// <summary>Export files to read: the samples, and small ones made of their cells.</summary>
internal static class Files
{
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    private static readonly Dictionary<string, string> Order = new()
    {
        ["订单编号"] = "=\"1930679858170647\"",
        ["买家会员名"] = "小鹿0001",
        ["买家应付货款"] = "90.00",
        ["买家应付邮费"] = "10.00",
        ["总金额"] = "100.00",
        ["买家实际支付金额"] = "100.00",
        ["订单状态"] = "卖家已发货，等待买家确认",
        ["订单创建时间"] = "2026-05-23 22:02:07",
        ["订单付款时间"] = "2026-05-23 22:05:00",
        ["宝贝总数量"] = "3",
    };

    private static readonly Dictionary<string, string> Line = new()
    {
        ["订单编号"] = "'1930679858170647",
        ["标题"] = "抽纸 24包",
        ["价格"] = "39.90",
        ["购买数量"] = "1",
        ["订单状态"] = "交易成功",
    };

    /// <summary>An order export of one row, with these cells instead of the sound ones or beside them.</summary>
    public static string OrderFile(params (string Column, string Text)[] cells) => OneRow(Order, cells);

    /// <summary>A line export of one row.</summary>
    public static string LineFile(params (string Column, string Text)[] cells) => OneRow(Line, cells);

    public static Task<List<ImportEntry>> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static async Task<List<ImportEntry>> Read(byte[] bytes) =>
        await OrderExport.Read(new MemoryStream(bytes), "file.csv").ToListAsync();

    public static async Task<List<ImportEntry>> Sample(string name)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", name));
        return await OrderExport.Read(file, name).ToListAsync();
    }

    public static async Task<OrderRow> OneOrder(params (string Column, string Text)[] cells) =>
        (await Read(OrderFile(cells))).ShouldHaveSingleItem().ShouldBeOfType<OrderRow>();

    public static async Task<LineRow> OneLine(params (string Column, string Text)[] cells) =>
        (await Read(LineFile(cells))).ShouldHaveSingleItem().ShouldBeOfType<LineRow>();

    public static async Task<ImportError> OneError(string text) =>
        (await Read(text)).ShouldHaveSingleItem().ShouldBeOfType<ImportError>();

    public static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string OneRow(Dictionary<string, string> sound, (string Column, string Text)[] cells)
    {
        var row = new Dictionary<string, string>(sound);
        foreach (var (column, text) in cells)
            row[column] = text;
        return $"{string.Join(',', row.Keys)}\r\n{string.Join(',', row.Values.Select(Quoted))}\r\n";
    }
}
