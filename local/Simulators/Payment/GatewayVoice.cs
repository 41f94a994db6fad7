using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

/// <summary>How the gateway words what is not an operation's own answer: always HTTP 200.</summary>
internal static class GatewayVoice
{
    /// <summary>Of the methods about trades.</summary>
    public static readonly Voice Trade = Of("ACQ.INVALID_PARAMETER");

    /// <summary>Of the methods about transfers.</summary>
    public static readonly Voice Fund = Of("INVALID_PARAMETER");

    public static Answer Error(string code, string message, string subCode, string subMessage) => Answer.Json(StatusCodes.Status200OK, subCode, new
    {
        Code = code,
        Msg = message,
        SubCode = subCode,
        SubMsg = $"{subMessage}，解决方案：https://open.alipay.com/api/errCheck?source=openapi",
    });

    private static Voice Of(string invalid) => new(
        violation => Error("40004", "Business Failed", invalid, $"{violation.Field}: {violation.Rule}"),
        () => Error("20000", "Service Currently Unavailable", "isp.unknow-error", "系统繁忙"),
        Alipay.Refuse);
}
