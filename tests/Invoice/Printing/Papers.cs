using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>Papers as they could be issued: an ordinary one with hostile text, a VAT special one, and a red one.</summary>
internal static class Papers
{
    private static readonly PaperParty Seller = new("示例商贸有限公司", "91310000MA1FL0000N", "上海市浦东新区世纪大道1号", "02100000000", "示例银行上海分行", "1001000000000000001");
    private static readonly Percent Thirteen = Percent.Parse("13%");

    public static Paper Ordinary { get; } = Of(
        PaperKind.Ordinary, "26310000000000000001", new("王小明 <img src=\"http://127.0.0.1/x\"> & 家人", ""), null,
        new PaperLine("*日用品*保温杯 500ml 不锈钢真空 便携", "1060502030000000000", "个", 2, TaxSplit.Of(Money.Cny(22600), Thirteen), Thirteen),
        new PaperLine("*饮料*矿泉水", "1030307010000000000", "箱", 1, TaxSplit.Of(Money.Cny(2999), Thirteen), Thirteen),
        new PaperLine("*物流辅助服务*运费", "3040407040000000000", "次", 1, TaxSplit.Of(Money.Cny(1000), Percent.Parse("9%")), Percent.Parse("9%")));

    public static Paper VatSpecial { get; } = Of(
        PaperKind.VatSpecial, "26310000000000000002",
        new("示例采购股份有限公司", "91330100MA27X0000U", "杭州市西湖区文三路9号", "057100000000", "示例银行杭州分行", "1202000000000000002"), null,
        new PaperLine("*办公用品*复印纸 A4 80g", "1060105020000000000", "箱", 100, TaxSplit.Of(Money.Cny(1_888_888), Thirteen), Thirteen));

    public static Paper Red { get; } = Of(
        PaperKind.Ordinary, "26310000000000000003", new("王小明", ""), "26310000000000000001",
        new PaperLine("*日用品*保温杯", "1060502030000000000", "个", -1, new TaxSplit(Money.Cny(-10000), Money.Cny(-1300)), Thirteen));

    public static Paper Of(PaperKind kind, string number, PaperParty buyer, string? blue, params PaperLine[] lines)
    {
        var total = lines.Select(line => line.Split).Aggregate((sum, next) => sum + next);
        return new(
            kind, number, new LocalDateTime(2026, 6, 2, 17, 5, 9), buyer, Seller, [.. lines], total, Capitals.Of(total.Gross), "订单号：1930679858170647", "赵开票", blue);
    }
}
