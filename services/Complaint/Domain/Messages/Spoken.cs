using System.Globalization;
using NodaTime.Text;

namespace Aftersales.Complaints.Domain;

/// <summary>Values as a message says them: money in CNY, times in Asia/Shanghai.</summary>
public static class Spoken
{
    private static readonly DateTimeZone Zone = HolidayTable.China.Zone;
    private static readonly LocalDatePattern ZhDay = LocalDatePattern.CreateWithInvariantCulture("yyyy'年'M'月'd'日'");
    private static readonly LocalDatePattern EnDay = LocalDatePattern.CreateWithInvariantCulture("d MMMM yyyy");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static Both Amount(Money amount) => amount.Currency == Currency.Cny
        ? new($"{amount.ToDecimalText()}元", amount.ToString())
        : Both.Same(amount.ToString());

    /// <summary>To the minute; a day's end is its own 24:00, as the handbook counts.</summary>
    public static Both Time(Instant at)
    {
        var local = at.InZone(Zone).LocalDateTime;
        var (day, clock) = local.TimeOfDay == LocalTime.Midnight ? (local.Date.PlusDays(-1), "24:00") : (local.Date, Clock.Format(local.TimeOfDay));
        return new($"{ZhDay.Format(day)}{clock}", $"{clock} on {EnDay.Format(day)}");
    }

    public static Both Day(LocalDate day) => new(ZhDay.Format(day), EnDay.Format(day));

    /// <summary>Which pieces of which lines.</summary>
    public static Both Pieces(IEnumerable<LineQuantity> goods)
    {
        var pieces = goods.ToList();
        return new(
            string.Join("、", pieces.Select(piece => $"第{piece.Line}行商品{Count(piece)}件")),
            string.Join(", ", pieces.Select(piece => $"{Count(piece)} of line {piece.Line}")));
    }

    /// <summary>What was reported.</summary>
    public static Both Problem(CaseType type) => type switch
    {
        CaseType.ShortPick => new("缺货", "goods out of stock"),
        CaseType.Oversold => new("超卖", "goods sold out"),
        CaseType.LateDispatch => new("延迟发货", "late dispatch"),
        CaseType.NotDelivered => new("已发货未签收", "not delivered"),
        CaseType.AbnormalSignoff => new("非本人签收", "signed for by somebody else"),
        CaseType.RefusedDelivery => new("拒收", "delivery refused"),
        CaseType.MissingItem => new("包裹少件", "items missing"),
        CaseType.Damaged => new("商品破损", "goods damaged"),
        CaseType.WrongItem => new("商品不符", "wrong goods"),
        CaseType.Quality => new("质量或保质期", "quality or shelf life"),
        CaseType.Price => new("价格问题", "price"),
        CaseType.Invoice => new("发票问题", "invoice"),
        CaseType.ReturnRequest => new("退货退款", "return and refund"),
        CaseType.Replacement => new("补发", "replacement"),
        CaseType.PromiseBreach => new("承诺未兑现", "a promise not kept"),
        CaseType.Conduct => new("服务态度", "conduct"),
        _ => new("咨询", "inquiry"),
    };

    public static Both Promise(PromiseKind kind) => kind switch
    {
        PromiseKind.CallBack => new("给您回电", "call you back"),
        PromiseKind.Answer => new("给您答复", "answer you"),
        _ => new("为您办理", "see to it"),
    };

    public static Both Tier(Tier tier) => tier switch
    {
        Domain.Tier.L2 => new("投诉专员", "our complaints specialists"),
        Domain.Tier.Platform => new("平台", "the platform"),
        _ => new("客服", "customer service"),
    };

    private static string Count(LineQuantity piece) => piece.Quantity.ToString(CultureInfo.InvariantCulture);
}
