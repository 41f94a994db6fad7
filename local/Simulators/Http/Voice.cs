namespace Aftersales.Simulators.Http;

/// <summary>A field that breaks a rule of its form.</summary>
internal sealed record Violation(string Field, string Rule);

/// <summary>How a simulator words bad input, an outage, and a refusal that a fault asked for.</summary>
internal sealed record Voice(Func<Violation, Answer> BadInput, Func<Answer> Outage, Func<string, Answer> Refusal)
{
    /// <summary>The plain voice of courier, warehouse and tax platform: <c>{"error":{"code","message","field"?,"rule"?}}</c>.</summary>
    public static readonly Voice Plain = new(
        violation => Answer.Json(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", new
        {
            Error = new { Code = "INVALID_ARGUMENT", Message = $"{violation.Field}: {violation.Rule}", violation.Field, violation.Rule },
        }),
        () => Refuse(StatusCodes.Status500InternalServerError, "SYSTEM_ERROR", "the system is busy"),
        code => Refuse(StatusCodes.Status422UnprocessableEntity, code, "refused"));

    public static Answer Unauthorised(string code, string message) => Refuse(StatusCodes.Status401Unauthorized, code, message);

    public static Answer NotFound(string code, string message) => Refuse(StatusCodes.Status404NotFound, code, message);

    public static Answer Conflict(string code, string message) => Refuse(StatusCodes.Status409Conflict, code, message);

    public static Answer Unprocessable(string code, string message) => Refuse(StatusCodes.Status422UnprocessableEntity, code, message);

    private static Answer Refuse(int status, string code, string message) =>
        Answer.Json(status, code, new { Error = new { Code = code, Message = message } });
}
