using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

internal static class TaxRoutes
{
    public static void MapTax(this WebApplication app, Counter counter)
    {
        var tokens = new TaxTokens();
        app.Use((http, next) => IsOpen(http.Request.Path) || tokens.Knows(http.Request.Headers.Authorization)
            ? next(http)
            : Voice.Unauthorised("TOKEN_INVALID", "sign in first").Write(http.Response));

        var desk = new Desk(app, counter, "tax", Voice.Plain);
        desk.Post("/token", "token", Credentials.Read, credentials => credentials.AppKey, tokens.SignIn);
        desk.Post("/invoices", "issue", IssueRequest.Read, request => request.SerialNo, Submissions.Issue);
        desk.Post("/red-letters", "red-letter", RedLetterRequest.Read, request => request.SerialNo, Submissions.Reverse);
        desk.Get("/invoices/{serial_no}", "query", SerialKey.Read, key => key.SerialNo, Submissions.BySerial);
        desk.Get("/invoices", "query.number", NumberKey.Read, key => key.InvoiceNo, Invoices.ByNumber);
        app.MapMethods("/tax/tokens", [HttpMethods.Delete], http =>
        {
            tokens.Forget();
            return Answer.Ok(new { }).Write(http.Response);
        });
    }

    private static bool IsOpen(PathString path) =>
        !path.StartsWithSegments("/tax", StringComparison.Ordinal) || path.StartsWithSegments("/tax/token") || path.StartsWithSegments("/tax/tokens");
}
