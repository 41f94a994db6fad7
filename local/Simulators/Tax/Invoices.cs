using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

internal sealed record SerialKey(string SerialNo)
{
    public static SerialKey Read(Input input) => new(input.Text("serial_no"));
}

internal sealed record NumberKey(string InvoiceNo)
{
    public static NumberKey Read(Input input) => new(input.Text("invoice_no"));
}

internal static class Invoices
{
    /// <summary>One serial number issues one invoice; other content under it is refused.</summary>
    public static Answer Issue(IssueRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (Said(request.SerialNo, fingerprint, turn) is { } earlier)
            return earlier;
        if (request.Lines.Any(line => !line.TaxFits))
            return Voice.Unprocessable("TAX_AMOUNT_MISMATCH", "the tax of a line is not net times rate within 0.01");
        if (request.Lines.Sum(line => line.NetFen + line.TaxFen) != request.TotalFen)
            return Voice.Unprocessable("TOTAL_MISMATCH", "total_amount is not the sum of the lines' net and tax");

        return Keep(new Invoice(
            request.SerialNo, fingerprint, Invoice.NextNumber(turn), Colour.Blue, request.Kind, request.Seller, request.Buyer, request.Lines,
            [.. request.Lines.Select(line => line.NetFen)], [.. request.Lines.Select(line => line.TaxFen)], null, turn.Now), request.NotifyUrl, turn);
    }

    /// <summary>Reverses a blue invoice wholly or in part, never more of a line than is left of it.</summary>
    public static Answer Reverse(RedLetterRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (Said(request.SerialNo, fingerprint, turn) is { } earlier)
            return earlier;
        if (Invoice.ByInvoiceNo(turn.Books, request.BlueInvoiceNo) is not { Colour: Colour.Blue } blue)
            return Voice.NotFound("BLUE_INVOICE_NOT_FOUND", "no blue invoice under this number");
        if (request.Lines.Any(line => line.Line > blue.Lines.Count))
            return Voice.Unprocessable("LINE_NOT_ON_BLUE", "the blue invoice has no such line");
        if (request.Lines.Any(line => line.NetFen > blue.LeftNet[line.Line - 1] || line.TaxFen > blue.LeftTax[line.Line - 1]))
            return Voice.Unprocessable("RED_EXCEEDS_BLUE", "more than is left of a line of the blue invoice");
        if (request.Reason == RedReason.IssuedWrongly && request.Lines.Sum(line => line.NetFen + line.TaxFen) != blue.LeftFen)
            return Voice.Unprocessable("RED_MUST_BE_WHOLE", "an invoice issued wrongly is reversed as a whole");

        var net = blue.LeftNet.ToArray();
        var tax = blue.LeftTax.ToArray();
        foreach (var line in request.Lines)
        {
            net[line.Line - 1] -= line.NetFen;
            tax[line.Line - 1] -= line.TaxFen;
        }
        (blue with { LeftNet = net, LeftTax = tax }).Keep(turn.Books);
        return Keep(new Invoice(
            request.SerialNo, fingerprint, Invoice.NextNumber(turn), Colour.Red, blue.Kind, blue.Seller, blue.Buyer,
            [.. request.Lines.Select(line => blue.Lines[line.Line - 1] with { Quantity = null, NetFen = -line.NetFen, TaxFen = -line.TaxFen })],
            [], [], new RedLetter(blue.InvoiceNo, request.Reason), turn.Now), request.NotifyUrl, turn);
    }

    public static Answer BySerial(SerialKey key, Turn turn) => Invoice.BySerial(turn.Books, key.SerialNo) is { } invoice
        ? Answer.Ok(invoice.Shown)
        : Voice.NotFound("SERIAL_NO_NOT_FOUND", "nothing was issued under this serial number");

    public static Answer ByNumber(NumberKey key, Turn turn) => Invoice.ByInvoiceNo(turn.Books, key.InvoiceNo) is { } invoice
        ? Answer.Ok(invoice.Shown)
        : Voice.NotFound("INVOICE_NOT_FOUND", "no invoice under this number");

    public static Answer Reused() => Voice.Conflict("SERIAL_NO_REUSED", "this serial number was used for another invoice");

    private static Answer? Said(string serialNo, string fingerprint, Turn turn) => Invoice.BySerial(turn.Books, serialNo) switch
    {
        null => null,
        var earlier when earlier.Fingerprint == fingerprint => Answer.Ok(earlier.Shown),
        _ => Reused(),
    };

    private static Answer Keep(Invoice invoice, string? notifyUrl, Turn turn)
    {
        invoice.Keep(turn.Books);
        turn.Notify(notifyUrl, "invoice", invoice.Shown);
        return Answer.Ok(invoice.Shown);
    }
}
