using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Ports.Printing;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using NodaTime;

namespace Aftersales.Invoices.Ports.Tax;

/// <summary>
/// A provider over HTTP, which may take its time. Silence and faults are unknown, and thrown, so that the work is run again; every run asks by the
/// serial number first, so nothing is issued twice.
/// </summary>
public sealed class HttpTaxPlatform(HttpClient http, Titles titles) : ITaxPlatform
{
    public Task<TaxAnswer> Issue(Invoice invoice, Seller seller, Call call)
    {
        var title = titles.Open(invoice.SealedTitle!);
        var buyer = new JsonObject { ["title"] = title.Name };
        Put(buyer, "tax_no", title.TaxpayerNumber);
        if (invoice.Kind == InvoiceKind.VatSpecial)
            Put(buyer, title.Address, title.Phone, title.Bank, title.Account);
        var issuer = new JsonObject { ["name"] = seller.Name, ["tax_no"] = seller.TaxNumber };
        Put(issuer, seller.Address, seller.Phone, seller.Bank, seller.Account);
        return Once("invoices", invoice.InvoiceId, invoice.Failure is not null, new()
        {
            ["serial_no"] = invoice.InvoiceId,
            ["kind"] = invoice.Kind == InvoiceKind.VatSpecial ? "VAT_SPECIAL" : "ORDINARY",
            ["seller"] = issuer,
            ["buyer"] = buyer,
            ["lines"] = new JsonArray([.. invoice.Lines.Select(Line)]),
            ["total_amount"] = invoice.Total.ToDecimalText(),
            ["remark"] = invoice.Form!.Remark,
            ["drawer"] = invoice.Form.Drawer,
        }, call.Cancel);
    }

    public Task<TaxAnswer> Reverse(Invoice blue, RedLetter red, Call call)
    {
        var numbers = blue.Lines.Select((line, index) => (line.LineId, Number: index + 1)).ToDictionary(line => line.LineId, line => line.Number);
        return Once("red-letters", red.RedLetterId, red.Failure is not null, new()
        {
            ["serial_no"] = red.RedLetterId,
            ["blue_invoice_no"] = blue.Number,
            ["reason"] = Reason(red.Reason),
            ["lines"] = new JsonArray([.. red.Lines.Select(line => new JsonObject
            {
                ["line"] = numbers[line.LineId],
                ["net_amount"] = line.Split.Net.ToDecimalText(),
                ["tax_amount"] = line.Split.Tax.ToDecimalText(),
            })]),
        }, call.Cancel);
    }

    /// <param name="refused">Whether an earlier try was refused: then a failure that is found is that one's, and it is tried again.</param>
    private async Task<TaxAnswer> Once(string path, string serialNo, bool refused, JsonObject request, CancellationToken cancel)
    {
        try
        {
            using var found = await http.GetAsync($"invoices/{serialNo}", cancel);
            if (found.StatusCode != HttpStatusCode.NotFound && await Read(found, cancel) is var known && !(refused && known is TaxAnswer.Refused))
                return known;
            using var answered = await http.PostAsJsonAsync(path, request, cancel);
            return await Read(answered, cancel);
        }
        catch (Exception silence) when (silence is HttpRequestException or IOException or JsonException || IsTimeout(silence, cancel))
        {
            throw Unknown();
        }
    }

    private static async Task<TaxAnswer> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancel);
        return (response.StatusCode, Text(answer, "status")) switch
        {
            (HttpStatusCode.Accepted, "PROCESSING") => new TaxAnswer.Processing(),
            (HttpStatusCode.OK, "FAILED") when Text(answer?["error"], "code") is { } code => new TaxAnswer.Refused(code),
            (HttpStatusCode.OK, null) when Text(answer, "invoice_no") is { } number && DateTimeOffset.TryParse(
                Text(answer, "issued_at"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) =>
                new TaxAnswer.Issued(number, Instant.FromDateTimeOffset(at)),
            ( >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.Unauthorized, _)
                when Text(answer?["error"], "code") is { } code => new TaxAnswer.Refused(code),
            _ => throw Unknown(),
        };
    }

    private static JsonObject Line(InvoiceLine line)
    {
        var item = new JsonObject
        {
            ["name"] = line.Content.Name,
            ["net_amount"] = line.Split.Net.ToDecimalText(),
            ["tax_rate"] = Figures.Fraction(line.Content.Rate),
            ["tax_amount"] = line.Split.Tax.ToDecimalText(),
        };
        if (line.Quantity > 0)
            item["quantity"] = line.Quantity;
        Put(item, "goods_code", line.Content.Code);
        Put(item, "unit", line.Content.Unit);
        return item;
    }

    private static void Put(JsonObject party, string address, string phone, string bank, string account)
    {
        Put(party, "address", address);
        Put(party, "phone", phone);
        Put(party, "bank", bank);
        Put(party, "bank_account", account);
    }

    private static void Put(JsonObject item, string field, string text)
    {
        if (text.Length > 0)
            item[field] = text;
    }

    private static string Reason(RedLetterReason reason) => reason switch
    {
        RedLetterReason.IssuedWrongly => "ISSUED_WRONGLY",
        RedLetterReason.GoodsReturned => "GOODS_RETURNED",
        RedLetterReason.ServiceEnded => "SERVICE_STOPPED",
        _ => "ALLOWANCE",
    };

    private static RefusedException Unknown() => new(new(PlatformReasons.ServiceUnavailable, "the tax platform did not say whether it issued"));

    private static bool IsTimeout(Exception silence, CancellationToken cancel) => silence is OperationCanceledException && !cancel.IsCancellationRequested;

    private static string? Text(JsonNode? answer, string field) => answer?[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
