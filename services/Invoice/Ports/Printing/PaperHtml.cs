using System.Globalization;
using System.Net;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>
/// The printable form, laid out like a Chinese VAT invoice: half a page of A4 across, more pages when there are many lines. One file that fetches
/// nothing. The same paper gives the same bytes.
/// </summary>
public static class PaperHtml
{
    public static string Write(Paper paper) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <title>{paper.Heading} {paper.Number}</title>
        <meta name="dcterms.created" content="{paper.IssuedAt.ToString("uuuu-MM-dd'T'HH:mm:ss'+08:00'", CultureInfo.InvariantCulture)}">
        <style>{Style}</style>
        </head>
        <body>
        <header>
        {QrMark.Svg(QrMark.Text(paper))}
        <h1>{(paper.BlueNumber is null ? "" : "<b class=\"red\">红字</b>")}{paper.Heading}</h1>
        <dl><dt>发票号码：</dt><dd>{Text(paper.Number)}</dd><dt>开票日期：</dt><dd>{paper.IssuedAt.ToString("uuuu年MM月dd日", CultureInfo.InvariantCulture)}</dd></dl>
        </header>
        <table class="parties"><tr>
        <th>购买方信息</th>{Party(paper.Buyer)}
        <th>销售方信息</th>{Party(paper.Seller)}
        </tr></table>
        <table class="lines">
        <thead><tr><th class="name">项目名称</th><th class="unit">单位</th><th class="sum">数量</th><th class="sum">单价</th><th class="sum">金额</th><th class="unit">税率/征收率</th><th class="sum">税额</th></tr></thead>
        <tbody>
        {string.Join('\n', paper.Lines.Select(Line))}
        </tbody>
        <tfoot><tr><td class="total">合　　计</td><td></td><td></td><td></td><td class="sum">¥{paper.Total.Net.ToDecimalText()}</td><td></td><td class="sum">¥{paper.Total.Tax.ToDecimalText()}</td></tr></tfoot>
        </table>
        <table class="gross"><tr><th>价税合计（大写）</th><td>ⓧ {Text(paper.Capitals)}</td><td class="small">（小写）<b>¥{paper.Total.Gross.ToDecimalText()}</b></td></tr></table>
        <table class="remarks"><tr><th>备注</th><td>{Text(Remarks(paper))}</td></tr></table>
        <footer>开票人：{Text(paper.Drawer)}</footer>
        </body>
        </html>
        """;

    private static string Party(PaperParty party) => $"""
        <td><p><i>名称：</i>{Text(party.Name)}</p><p><i>统一社会信用代码/纳税人识别号：</i>{Text(party.TaxNumber)}</p></td>
        """;

    private static string Line(PaperLine line) => $"""
        <tr><td>{Text(line.Name)}</td><td class="unit">{Text(line.Unit)}</td><td class="sum">{Figures.Count(line.Quantity)}</td><td class="sum">{line.UnitPrice}</td><td class="sum">{line.Split.Net.ToDecimalText()}</td><td class="unit">{line.Rate}</td><td class="sum">{line.Split.Tax.ToDecimalText()}</td></tr>
        """;

    // What the form has no fields for stands in the remarks, as tax offices have it on VAT special invoices.
    private static string Remarks(Paper paper) => string.Join('\n', new[]
    {
        paper.BlueNumber is { } blue ? $"被红冲蓝字数电票号码：{blue}" : "",
        paper.Remarks,
        Block("购方", paper.Buyer),
        Block("销方", paper.Seller),
    }.Where(line => line.Length > 0));

    private static string Block(string who, PaperParty party) => string.Join("；", new[]
    {
        party.Address.Length > 0 ? $"{who}地址：{party.Address}" : "",
        party.Phone.Length > 0 ? $"电话：{party.Phone}" : "",
        party.Bank.Length > 0 ? $"{who}开户银行：{party.Bank}" : "",
        party.Account.Length > 0 ? $"银行账号：{party.Account}" : "",
    }.Where(part => part.Length > 0));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private const string Style = """

        @page { size: 210mm 140mm; margin: 6mm 8mm 7mm; }
        * { box-sizing: border-box; }
        html { font: 9pt/1.35 "WenQuanYi Zen Hei", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun", sans-serif; color: #111; }
        body { margin: 0; }
        header { position: relative; height: 22mm; }
        .qr { position: absolute; left: 0; top: 0; width: 20mm; height: 20mm; }
        h1 { font-size: 15pt; font-weight: normal; color: #8c3a1e; text-align: center; margin: 0 auto; padding: 3mm 0 1mm; width: 78mm; border-bottom: 2.2pt double #8c3a1e; }
        h1 .red { font-size: 10pt; font-weight: normal; color: #c00; border: .6pt solid #c00; padding: 0 1mm; margin-right: 2mm; vertical-align: .8mm; }
        dl { position: absolute; right: 0; top: 4mm; margin: 0; width: 55mm; } dt { float: left; clear: left; color: #8c3a1e; } dd { margin: 0 0 1mm; }
        table { width: 100%; border-collapse: collapse; table-layout: fixed; }
        table, th, td { border: .6pt solid #8c3a1e; }
        table + table { border-top: 0; }
        th { font-weight: normal; color: #8c3a1e; }
        td, th { padding: .8mm 1.5mm; overflow-wrap: anywhere; vertical-align: top; }
        .parties th { width: 6mm; padding: .6mm 1mm; line-height: 1.15; text-align: center; vertical-align: middle; }
        .parties p { margin: .6mm 0; } .parties i { font-style: normal; color: #8c3a1e; }
        .lines { border-top: 0; } .lines thead th { border-width: 0; } .lines tbody td { border-width: 0; } .lines tfoot td { border-width: 0; }
        .lines thead th:first-child { text-align: left; } .lines .name { width: 30%; }
        .lines tbody tr:last-child td { padding-bottom: 12mm; } .lines tr { break-inside: avoid; } .lines .unit { text-align: center; }
        .lines .total { color: #8c3a1e; text-align: center; }
        .sum { text-align: right; } thead th.sum { text-align: right; }
        .gross th { width: 42mm; } .gross td { border-left: 0; border-right: 0; } .gross .small { width: 56mm; }
        .remarks th { width: 6mm; text-align: center; vertical-align: middle; padding: .6mm 1mm; } .remarks td { height: 18mm; white-space: pre-line; }
        footer { padding: 2mm 8mm 0; }
        @media screen { body { width: 194mm; margin: 6mm auto; } }

        """;
}
