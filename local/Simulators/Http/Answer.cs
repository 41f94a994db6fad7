namespace Aftersales.Simulators.Http;

/// <summary>What goes back to the caller; <paramref name="Outcome"/> is what the call log shows of it.</summary>
internal sealed record Answer(int Status, string Outcome, byte[] Body, string ContentType)
{
    public static Answer Json(int status, string outcome, object body) =>
        new(status, outcome, Simulators.Json.Bytes(body), "application/json; charset=utf-8");

    public static Answer Ok(object body) => Json(StatusCodes.Status200OK, "OK", body);

    public async Task Write(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
