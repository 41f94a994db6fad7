namespace Aftersales.Bench;

/// <summary>A platform's order and line exports, line by line: two lines to every other order, as many orders settled as under way.</summary>
internal static class ExportFiles
{
    private const string OrderColumns =
        "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址,运送方式,联系电话,联系手机,"
        + "订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息\r\n";

    private const string LineColumns = "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码\r\n";

    public static IEnumerable<string> Orders(IEnumerable<long> numbers) => numbers.Select(Order).Prepend(OrderColumns);

    public static IEnumerable<string> Lines(IEnumerable<long> numbers) => numbers.SelectMany(Lines).Prepend(LineColumns);

    private static string Order(long number)
    {
        var pieces = HasTwoLines(number) ? 3 : 1;
        var parcel = number % 4 == 0 ? "," : $"No:{number % 10_000_000_000:D10},北辰快递";
        return $"=\"{number}\",买家{number % 5000},buyer{number % 5000}@example.com,{pieces * 30}.00,0.00,0,{pieces * 30}.00,0,{pieces * 30}.00,0,{Status(number)},,王小明,"
            + $"广东省 深圳市 南山区 样例街道 望湖路{number % 900}号,快递,,'19000000117,2026-06-01 21:31:50,2026-06-01 22:07:50,\"青禾东北五常大米 5kg, 新米\",1,{parcel},,{pieces},"
            + "100200300,青禾日常生活旗舰店,,0元,0元,,,\r\n";
    }

    private static IEnumerable<string> Lines(long number)
    {
        yield return Line(number, 1);
        if (HasTwoLines(number))
            yield return Line(number, 2);
    }

    private static string Line(long number, int pieces) => $"=\"{number}\",青禾东北五常大米 5kg 新米,30.00,{pieces},,,,,{Status(number)},FD-{number % 1000:D4}\r\n";

    private static string Status(long number) => (number % 4) switch { 0 => "买家已付款，等待卖家发货", 1 => "卖家已发货，等待买家确认", _ => "交易成功" };

    private static bool HasTwoLines(long number) => number % 2 == 0;
}
