using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

internal static class TaxRoutes
{
    public static void MapTax(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "tax", Voice.Plain);
        desk.Post("/invoices", "issue", IssueRequest.Read, request => request.SerialNo, Invoices.Issue);
        desk.Post("/red-letters", "red-letter", RedLetterRequest.Read, request => request.SerialNo, Invoices.Reverse);
        desk.Get("/invoices/{serial_no}", "query", SerialKey.Read, key => key.SerialNo, Invoices.BySerial);
        desk.Get("/invoices", "query.number", NumberKey.Read, key => key.InvoiceNo, Invoices.ByNumber);
    }
}
