using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

/// <summary>Why a blue invoice is reversed: 01 开票有误, 02 销货退回, 03 服务中止, 04 销售折让.</summary>
internal enum RedReason
{
    IssuedWrongly,
    GoodsReturned,
    ServiceStopped,
    Allowance,
}

/// <summary>What of a line of the blue invoice (counted from 1) is reversed; amounts are given positive.</summary>
internal sealed record RedLine(int Line, long NetFen, long TaxFen)
{
    public static RedLine Read(Input input) => new(input.Whole("line", 1, 2000), input.Amount("net_amount"), input.AmountOrZero("tax_amount"));
}

internal sealed record RedLetterRequest(string SerialNo, string BlueInvoiceNo, RedReason Reason, IReadOnlyList<RedLine> Lines, string? NotifyUrl)
{
    public static RedLetterRequest Read(Input input)
    {
        var request = new RedLetterRequest(
            input.Text("serial_no"), input.Text("blue_invoice_no"), input.Choice<RedReason>("reason"), input.List("lines", RedLine.Read, max: 2000),
            input.OptionalLoopback("notify_url"));
        if (request.Lines.Select(line => line.Line).Distinct().Count() < request.Lines.Count)
            input.Break("lines", "each line at most once");
        return request;
    }
}
