using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Parties;

/// <summary>One answer that a party will give.</summary>
/// <param name="AfterSeconds">Business time from the question to the answer; 0 answers at once.</param>
internal sealed record ScriptedAnswer(
    string Verdict, string? Text, IReadOnlyList<string> Proofs, string? SubstituteSku, DateTimeOffset? ReadyAt, int AfterSeconds)
{
    public static ScriptedAnswer Read(Input input) => new(
        input.Text("verdict"), input.OptionalText("text", 1000), input.Texts("proofs"), input.OptionalText("substitute_sku"), input.OptionalTime("ready_at"),
        input.OptionalWhole("after_seconds", 0, 86_400 * 30) ?? 0);
}

/// <summary>
/// What a party answers to a kind of question about an order, or about any: several answers are given one after another, none at all is silence, and a
/// refusal takes no question. Said by whoever plays the party; the last word counts for questions that come later.
/// </summary>
internal sealed record Script(string Kind, string OrderNo, IReadOnlyList<ScriptedAnswer> Answers, string? Refuse)
{
    /// <summary>Stands for any order.</summary>
    public const string AnyOrder = "any";

    public static Script Read(Input input) =>
        new(input.Text("kind"), input.Text("order_no"), input.OptionalList("answers", ScriptedAnswer.Read), input.OptionalText("refuse"));

    public static Script? Find(Books books, string party, QuestionRequest asked) =>
        books.Get<Script>(KindOf(party), Key(asked.Kind, asked.OrderNo ?? AnyOrder)) ?? books.Get<Script>(KindOf(party), Key(asked.Kind, AnyOrder));

    public Script Keep(Books books, string party)
    {
        books.Put(KindOf(party), Key(Kind, OrderNo), this);
        return this;
    }

    public IReadOnlyList<GivenAnswer> Given(string questionNo, DateTimeOffset now) =>
    [
        .. Answers.Select((answer, i) =>
            new GivenAnswer($"{questionNo}-{i + 1}", answer.Verdict, answer.Text, answer.Proofs, answer.SubstituteSku, answer.ReadyAt, now.AddSeconds(answer.AfterSeconds))),
    ];

    private static string Key(string kind, string orderNo) => $"{kind.ToUpperInvariant()}/{orderNo}";

    private static string KindOf(string party) => $"{party}.script";
}
