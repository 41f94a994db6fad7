namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>All that a decision goes by.</summary>
/// <param name="Order">Null where the case is about none.</param>
public sealed record Situation(Case Case, OrderFacts? Order, DecisionPolicy Policy, Instant Now)
{
    public Statements Said => Case.Statements;

    public bool IsPaid => Order?.PaidAt is not null;

    public bool HasLeft => Order?.DispatchedAt is not null;

    public bool IsSigned => Order?.SignedAt is not null;

    /// <summary>The pieces concerned: those that were named, or all of the order.</summary>
    public ImmutableArray<LineQuantity> Goods =>
        Case.Lines.IsEmpty ? [.. Order?.Lines.Select(line => new LineQuantity(line.Id, line.Quantity)) ?? []] : Case.Lines;

    /// <summary>Refund of the pieces, with the freight where nothing of the order is left; nothing where nothing was paid.</summary>
    public ImmutableArray<Remedy> Refund =>
        IsPaid && !Goods.IsEmpty ? [new RefundRemedy(Goods, IsWhole && Order is { Freight: { IsZero: false } freight } ? freight : null)] : [];

    public ImmutableArray<Remedy> Return => Goods.IsEmpty ? [] : [new ReturnRemedy(Goods, null)];

    public ImmutableArray<Remedy> Exchange => Goods.IsEmpty ? [] : [new ExchangeRemedy([.. Goods.Select(goods => new WantedLine(goods.Line, goods.Quantity))])];

    /// <summary>R-REP-1: the goods once more, on the grounds that the customer gave; another sku for a substitute.</summary>
    public ImmutableArray<Remedy> Replacement(string? sku = null) =>
        IsPaid && !Goods.IsEmpty ? [new ReplacementRemedy([.. Goods.Select(goods => new WantedLine(goods.Line, goods.Quantity, sku))], Grounds, null)] : [];

    /// <summary>Lines of the pieces concerned.</summary>
    public IEnumerable<OrderedLine> Concerned() => Order?.Lines.Where(line => Goods.Any(goods => goods.Line == line.Id)) ?? [];

    /// <summary>Whether more was paid for the pieces than the page promised; by how much Compensation knows.</summary>
    public bool Overpaid() => Concerned().Any(line => line.Promised is { } promised && line.Paid > promised * line.Quantity);

    /// <summary>What others answered; the newest answer counts. Unspecified while nobody has.</summary>
    public QuestionVerdict Heard(QuestionKind kind) => Answered(kind)?.Verdict ?? QuestionVerdict.Unspecified;

    public CaseQuestion? Answered(QuestionKind kind) => Case.Questions.LastOrDefault(q => q.Kind == kind && q.Verdict != QuestionVerdict.Unspecified);

    /// <summary>Whether everything that R-REP-1 wants of the customer was said.</summary>
    public bool HasGrounds => WantsGoods && DeclinedRefund && Said.CannotReorder == YesNo.Yes;

    /// <summary>Who chose to have the goods sent again wants them and no money.</summary>
    public bool WantsGoods => Said.WantsGoods == YesNo.Yes || (Said.WantsGoods == YesNo.Unspecified && Said.Choice == CustomerChoice.Reship);

    private bool DeclinedRefund => Said.DeclinedRefund == YesNo.Yes || (Said.DeclinedRefund == YesNo.Unspecified && Said.Choice == CustomerChoice.Reship);

    private bool IsWhole => Order is { } order && order.Lines.All(line => Goods.Where(goods => goods.Line == line.Id).Sum(goods => goods.Quantity) == line.Quantity);

    private Grounds Grounds => new(WantsGoods, DeclinedRefund, Said.CannotReorder == YesNo.Yes, Heard(QuestionKind.OriginalStopped) == QuestionVerdict.Stopped);
}
