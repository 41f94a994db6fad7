using NodaTime;
using NodaTime.Text;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>Times as Alipay writes them: Beijing time to the second, without an offset.</summary>
internal static class AlipayTime
{
    private static readonly DateTimeZone Beijing = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDateTimePattern Form = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static string Write(Instant time) => Form.Format(time.InZone(Beijing).LocalDateTime);

    public static Instant? Read(string text) => Form.Parse(text) is { Success: true } time ? time.Value.InZoneLeniently(Beijing).ToInstant() : null;
}
