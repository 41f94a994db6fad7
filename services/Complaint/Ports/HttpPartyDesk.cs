using System.Net;
using System.Text.Json;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Peers;
using NodaTime.Text;

namespace Aftersales.Complaints.Ports;

/// <summary>
/// A party's HTTP API, JSON in snake case: <c>POST questions</c>, <c>GET questions/{no}</c>, <c>POST questions/{no}/reminders</c>. All parties speak the same.
/// </summary>
/// <param name="party">Whom refusals name.</param>
public sealed class HttpPartyDesk(HttpClient http, QuestionParty party) : IPartyDesk
{
    private const int MostProofs = 20;
    private const int LongestText = 2000;
    private readonly PortClient client = new(http, Words.Of(party));

    /// <summary>The systems whose addresses are set: <c>Parties:Warehouse:Address</c>, ending in a slash, and the like.</summary>
    public static PartyDesks All(IConfiguration configuration) => new(Enum.GetValues<QuestionParty>()
        .Where(party => configuration[$"Parties:{party}:Address"] is not null)
        .ToDictionary(party => party, party => (IPartyDesk)new HttpPartyDesk(PortClient.Open(configuration, $"Parties:{party}"), party)));

    public Task<PartyNews?> Find(string question, CancellationToken cancel) => client.Call(
        HttpMethod.Get, Path(question), null, (status, answer) => status == HttpStatusCode.OK ? Read(answer) : null, cancel, HttpStatusCode.OK, HttpStatusCode.NotFound);

    public Task<PartyNews> Ask(Question question, string note, CancellationToken cancel)
    {
        var topic = question.Topic;
        var body = new
        {
            QuestionNo = question.Id,
            Kind = Words.Upper(topic.Kind),
            OrderNo = topic.Order,
            WaybillNo = topic.Parcel,
            Goods = topic.Goods.Select(goods => new { LineId = goods.Line, goods.Sku, goods.Quantity }),
            Note = note.Length == 0 ? null : note,
            SlotFrom = Wire(topic.Slot?.From),
            SlotUntil = Wire(topic.Slot?.Until),
            DueAt = Wire(question.Terms.Due),
        };
        return client.Call(
            HttpMethod.Post,
            "questions",
            body,
            (status, answer) => status == HttpStatusCode.OK ? Read(answer) : new([], Code(PortClient.Refused(answer))),
            cancel,
            HttpStatusCode.OK,
            HttpStatusCode.UnprocessableEntity);
    }

    // 404 and 409: it is not known there, or answered; the next look tells.
    public Task Remind(string question, int number, CancellationToken cancel) => client.Call(
        HttpMethod.Post, $"{Path(question)}/reminders", new { Number = number }, (_, _) => true, cancel, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    private static string Path(string question) => $"questions/{Uri.EscapeDataString(question)}";

    private static string? Wire(Instant? time) => time is { } at ? InstantPattern.ExtendedIso.Format(at) : null;

    private static PartyNews Read(JsonElement answer) => new(
    [
        .. from given in All(answer, "answers")
           select new PartyAnswer(
               Short(PortClient.Text(given, "answer_no")),
               Verdict(PortClient.Text(given, "verdict")),
               PortClient.OptionalText(given, "text") is { } text ? text[..Math.Min(text.Length, LongestText)] : "",
               [.. All(given, "proofs").Take(MostProofs).Select(proof => proof.ValueKind == JsonValueKind.String ? Short(proof.GetString()!) : throw new JsonException("a proof that is no text"))],
               PortClient.OptionalText(given, "substitute_sku") is { } sku ? Short(sku) : null,
               PortClient.OptionalText(given, "ready_at") is { } at ? Time(at) : null),
    ]);

    // It stands in events: nothing but a code, whatever else the party says there (R-PPL-2).
    private static string Code(string told) => told.Length is > 0 and <= 64 && told.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_') ? told : "REFUSED";

    private static string Short(string text) => text.Length <= 128 ? text : throw new JsonException("a text that is too long in the answer");

    private static QuestionVerdict Verdict(string text) => Enum.GetValues<QuestionVerdict>().FirstOrDefault(verdict => Words.Upper(verdict) == text);

    private static Instant Time(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : throw new JsonException("a time that cannot be read in the answer");

    private static IEnumerable<JsonElement> All(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
