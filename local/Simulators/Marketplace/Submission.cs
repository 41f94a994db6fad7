using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Marketplace;

internal enum Remedy
{
    Coupon,
    Cash,
    Refund,
}

internal sealed record SubmissionNo(string Value)
{
    public static SubmissionNo Read(Input input) => new(input.Text("submission_no"));
}

internal sealed record SubmissionRequest(
    string SubmissionNo, string OrderNo, string Type, long AmountFen, string Demand, string Position, IReadOnlyList<string> Evidence)
{
    public static SubmissionRequest Read(Input input) => new(
        input.Text("submission_no"), input.Text("order_no"), input.Text("type"), input.OptionalText("amount") is null ? 0 : input.Amount("amount"),
        input.OptionalText("demand", 2000) ?? "", input.Text("position", 2000), input.Texts("evidence"));
}

/// <summary>What whoever plays the platform wants decided, and how long after the submission; of one order, or of whichever comes next.</summary>
/// <param name="Remedy">Null to reject.</param>
internal sealed record Ruling(string? OrderNo, Remedy? Remedy, long AmountFen, string Reason, int AfterSeconds)
{
    public const string Kind = "marketplace.ruling";

    public static Ruling Read(Input input)
    {
        var remedy = input.OptionalChoice<Remedy>("remedy");
        return new(
            input.OptionalText("order_no"), remedy, remedy is Marketplace.Remedy.Coupon or Marketplace.Remedy.Cash ? input.Amount("amount") : 0,
            input.Text("reason", 1000), input.OptionalWhole("after_seconds", 0, 86_400 * 30) ?? 0);
    }
}

/// <summary>A complaint that shops put before the platform.</summary>
internal sealed record Submission(SubmissionRequest Request, string Fingerprint, DateTimeOffset SubmittedAt, Ruling? Ruling)
{
    private const string Kind = "marketplace.submission";

    public static Submission? Find(Books books, string number) => books.Get<Submission>(Kind, number);

    public Submission Keep(Books books)
    {
        books.Put(Kind, Request.SubmissionNo, this);
        return this;
    }

    public object Shown(DateTimeOffset now) => new
    {
        Request.SubmissionNo,
        Request.OrderNo,
        SubmittedAt,
        Status = Ruled(now) switch { null => "PENDING", { Remedy: null } => "REJECTED", _ => "ACCEPTED" },
        Ruled(now)?.Remedy,
        Amount = Ruled(now) is { AmountFen: > 0 and var fen } ? Fen.Text(fen) : null,
        Ruled(now)?.Reason,
    };

    private Ruling? Ruled(DateTimeOffset now) => Ruling is { } ruling && now >= SubmittedAt.AddSeconds(ruling.AfterSeconds) ? ruling : null;
}
