using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Parties;

internal sealed record AskedGoods(string LineId, string? Sku, int Quantity)
{
    public static AskedGoods Read(Input input) => new(input.Text("line_id"), input.OptionalText("sku"), input.Whole("quantity", 1, 1_000_000));
}

/// <summary>What a merchant wants to know of a party.</summary>
internal sealed record QuestionRequest(
    string QuestionNo, string Kind, string? OrderNo, string? WaybillNo, IReadOnlyList<AskedGoods> Goods, string? Note, DateTimeOffset? SlotFrom,
    DateTimeOffset? SlotUntil, DateTimeOffset? DueAt)
{
    public static QuestionRequest Read(Input input) => new(
        input.Text("question_no"), input.Text("kind"), input.OptionalText("order_no"), input.OptionalText("waybill_no"),
        input.OptionalList("goods", AskedGoods.Read), input.OptionalText("note", 1000), input.OptionalTime("slot_from"), input.OptionalTime("slot_until"),
        input.OptionalTime("due_at"));
}

/// <summary>Something a party says to a question; shown from <paramref name="At"/> on.</summary>
internal sealed record GivenAnswer(
    string AnswerNo, string Verdict, string? Text, IReadOnlyList<string> Proofs, string? SubstituteSku, DateTimeOffset? ReadyAt, DateTimeOffset At);

/// <summary>A question as a party's system keeps it.</summary>
internal sealed record PartyQuestion(
    QuestionRequest Request, string Fingerprint, DateTimeOffset AskedAt, IReadOnlyList<GivenAnswer> Answers, IReadOnlyList<int> Reminders)
{
    public static PartyQuestion? Find(Books books, string party, string questionNo) => books.Get<PartyQuestion>(KindOf(party), questionNo);

    public PartyQuestion Keep(Books books, string party)
    {
        books.Put(KindOf(party), Request.QuestionNo, this);
        return this;
    }

    public object Shown(DateTimeOffset now)
    {
        var given = Answers.Where(answer => answer.At <= now).ToList();
        return new
        {
            Request.QuestionNo,
            Request.Kind,
            Request.OrderNo,
            Request.WaybillNo,
            Status = given.Count == 0 ? "OPEN" : "ANSWERED",
            AskedAt,
            Reminders = Reminders.Count,
            Answers = given,
        };
    }

    private static string KindOf(string party) => $"{party}.question";
}
