using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using NodaTime;

namespace Aftersales.Invoices.Ports;

/// <summary>
/// The tax platform over HTTP. It issues one invoice under a serial number. Silence and faults are unknown, and thrown, so that the work is run
/// again; every run asks by the serial number first, so nothing is issued twice.
/// </summary>
public sealed class TaxPlatform(HttpClient http, Titles titles)
{
    /// <summary>Issues a blue invoice under its id, unless that was done before.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: it is not known whether it was issued.</exception>
    public Task<TaxAnswer> Issue(Invoice invoice, Seller seller, CancellationToken cancel)
    {
        var title = titles.Open(invoice.SealedTitle);
        var buyer = new JsonObject { ["title"] = title.Name };
        if (title.TaxpayerNumber.Length > 0)
            buyer["tax_no"] = title.TaxpayerNumber;
        return Once("invoices", invoice.InvoiceId, new()
        {
            ["serial_no"] = invoice.InvoiceId,
            ["kind"] = invoice.Kind == InvoiceKind.VatSpecial ? "VAT_SPECIAL" : "ORDINARY",
            ["seller"] = new JsonObject { ["name"] = seller.Name, ["tax_no"] = seller.TaxNumber },
            ["buyer"] = buyer,
            ["lines"] = new JsonArray([.. invoice.Lines.Select(Line)]),
            ["total_amount"] = Yuan(invoice.Total),
        }, cancel);
    }

    /// <summary>Issues a red letter under its id, unless that was done before.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: it is not known whether it was issued.</exception>
    public Task<TaxAnswer> Reverse(Invoice blue, RedLetter red, CancellationToken cancel)
    {
        var numbers = blue.Lines.Select((line, index) => (line.LineId, Number: index + 1)).ToDictionary(line => line.LineId, line => line.Number);
        return Once("red-letters", red.RedLetterId, new()
        {
            ["serial_no"] = red.RedLetterId,
            ["blue_invoice_no"] = blue.Number,
            ["reason"] = red.GoodsReturned ? "GOODS_RETURNED" : "ALLOWANCE",
            ["lines"] = new JsonArray([.. red.Lines.Select(line => new JsonObject
            {
                ["line"] = numbers[line.LineId],
                ["net_amount"] = Yuan(line.Split.Net),
                ["tax_amount"] = Yuan(line.Split.Tax),
            })]),
        }, cancel);
    }

    private async Task<TaxAnswer> Once(string path, string serialNo, JsonObject request, CancellationToken cancel)
    {
        try
        {
            using var found = await http.GetAsync($"invoices/{serialNo}", cancel);
            if (found.StatusCode != HttpStatusCode.NotFound)
                return await Read(found, cancel);
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
        return response.StatusCode switch
        {
            HttpStatusCode.OK when Text(answer, "invoice_no") is { } number && DateTimeOffset.TryParse(
                Text(answer, "issued_at"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) =>
                new TaxAnswer.Issued(number, Instant.FromDateTimeOffset(at)),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError when Text(answer?["error"], "code") is { } code => new TaxAnswer.Refused(code),
            _ => throw Unknown(),
        };
    }

    private static JsonObject Line(InvoiceLine line)
    {
        var item = new JsonObject
        {
            ["name"] = line.Content.Name,
            ["net_amount"] = Yuan(line.Split.Net),
            ["tax_rate"] = (line.Content.Rate.BasisPoints / 10_000m).ToString("0.00##", CultureInfo.InvariantCulture),
            ["tax_amount"] = Yuan(line.Split.Tax),
        };
        if (line.Quantity > 0)
            item["quantity"] = line.Quantity;
        return item;
    }

    private static RefusedException Unknown() => new(new(PlatformReasons.ServiceUnavailable, "the tax platform did not say whether it issued"));

    private static bool IsTimeout(Exception silence, CancellationToken cancel) => silence is OperationCanceledException && !cancel.IsCancellationRequested;

    private static string? Text(JsonNode? answer, string field) => answer?[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string Yuan(Money amount) => $"{amount.Minor / 100}.{amount.Minor % 100:00}";
}
