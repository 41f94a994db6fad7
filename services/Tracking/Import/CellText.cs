using System.Globalization;
using Aftersales.Kernel;
using Aftersales.Platform.Csv;

namespace Aftersales.Tracking.Import;

/// <summary>What the text of one field means; null when it means nothing of the kind.</summary>
internal static class CellText
{
    /// <summary>An order's number: 6 to 32 digits.</summary>
    public static string? OrderNo(string text) =>
        CsvCell.Code(text) is { Length: >= 6 and <= 32 } code && code.All(char.IsAsciiDigit) ? code : null;

    /// <summary>A number that a spreadsheet turned into <c>1.93068E+15</c>: its last digits are lost.</summary>
    public static bool IsScientific(string text) =>
        text.Contains("E+", StringComparison.OrdinalIgnoreCase) && double.TryParse(CsvCell.Code(text), CultureInfo.InvariantCulture, out _);

    /// <summary>An amount of CNY, exact to the fen, with or without 元; not negative.</summary>
    public static Money? Amount(string text)
    {
        text = CsvCell.Code(text);
        if (text.EndsWith('元'))
            text = text[..^1].TrimEnd();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && yuan <= ImportBounds.AmountFen / 100m && decimal.IsInteger(yuan * 100) ? Money.Cny((long)(yuan * 100)) : null;
    }

    /// <summary>A count from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static int? Count(string text, int least, int most) =>
        int.TryParse(CsvCell.Code(text), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count : null;

    /// <summary>A status; full-width and plain commas and spaces are the same.</summary>
    public static OrderStatus? Status(string text) => string.Concat(CsvCell.Plain(text).Where(c => c is not (',' or '，' or ' '))) switch
    {
        "等待买家付款" => OrderStatus.AwaitingPayment,
        "买家已付款等待卖家发货" => OrderStatus.AwaitingDispatch,
        "卖家已发货等待买家确认" => OrderStatus.Dispatched,
        "交易成功" => OrderStatus.Settled,
        "交易关闭" => OrderStatus.Closed,
        _ => null,
    };

    /// <summary>A yes: the exports write 手机订单 or 是, and nothing, 否 or 0 for no.</summary>
    public static bool Yes(string text) => CsvCell.Plain(text) is not ("" or "否" or "0");
}
