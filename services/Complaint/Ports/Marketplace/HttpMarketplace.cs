using System.Globalization;
using System.Net;
using System.Text.Json;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>The platform's HTTP API: <c>POST submissions</c>, <c>GET submissions/{no}</c>, JSON in snake case.</summary>
public sealed class HttpMarketplace(HttpClient http) : IMarketplace
{
    private readonly PortClient client = new(http, IMarketplace.Name);

    public Task<SubmissionReport?> Find(string submissionNo, CancellationToken cancel) => client.Call(
        HttpMethod.Get, $"submissions/{Uri.EscapeDataString(submissionNo)}", null,
        (status, answer) => status == HttpStatusCode.NotFound ? null : Read(answer),
        cancel, HttpStatusCode.OK, HttpStatusCode.NotFound);

    public Task<SubmissionReport> Submit(SubmissionToSend submission, CancellationToken cancel)
    {
        var body = new
        {
            submission.SubmissionNo,
            submission.OrderNo,
            Type = Words.Upper(submission.Type),
            Amount = submission.Amount?.ToDecimalText(),
            Demand = OneLine(submission.Demand),
            Position = OneLine(submission.Position),
            submission.Evidence,
        };
        return client.Call(HttpMethod.Post, "submissions", body, (_, answer) => Read(answer), cancel, HttpStatusCode.OK);
    }

    private static SubmissionReport Read(JsonElement answer) => PortClient.Text(answer, "status") switch
    {
        "PENDING" => SubmissionReport.Pending,
        "REJECTED" => new(true, Reason: PortClient.Text(answer, "reason")),
        "ACCEPTED" => Accepted(answer),
        _ => throw new JsonException("an unknown status in the answer"),
    };

    private static SubmissionReport Accepted(JsonElement answer)
    {
        var remedy = PortClient.Text(answer, "remedy") switch
        {
            "COUPON" => PlatformRemedy.Coupon,
            "CASH" => PlatformRemedy.Cash,
            "REFUND" => PlatformRemedy.Refund,
            _ => throw new JsonException("an unknown remedy in the answer"),
        };
        return new(true, remedy, remedy == PlatformRemedy.Refund ? null : Amount(PortClient.Text(answer, "amount")), PortClient.OptionalText(answer, "reason") ?? "");
    }

    private static Money Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan is > 0 and < 10_000_000 && yuan * 100 == decimal.Truncate(yuan * 100)
            ? Money.Cny((long)(yuan * 100))
            : throw new JsonException("an amount that cannot be read in the answer");

    // The platform takes no control characters.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
