using System.Text.Json.Serialization;

namespace Aftersales.Complaints.Domain;

/// <summary>One step of a plan.</summary>
/// <param name="Id">Plan and number, e.g. <c>plan_….2</c>.</param>
/// <param name="DependsOn">Steps that must be done first.</param>
public sealed record Step(string Id, StepTask Task, ImmutableArray<string> DependsOn)
{
    public StepStage Stage { get; init; } = StepStage.Waiting;

    /// <summary>What it made in the other service; null before.</summary>
    public string? Target { get; init; }

    /// <summary>Reason of the refusal; null when not refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>Claims on the units it is about (R-RET-2).</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Since when it is on that stage.</summary>
    public Instant Since { get; init; }

    /// <summary>Who had it started again, and decides it from then on; null for the plan's own.</summary>
    public Person? By { get; init; }

    /// <summary>How often the other service was asked for a thing of its own: what failed or was cancelled is not asked for again, another one is.</summary>
    public int Try { get; init; } = 1;

    /// <summary>Version of the order's account in the latest news of the refund; what comes later but is older does not count.</summary>
    public long Heard { get; init; }

    /// <summary>The cause under which the other service does it once; each try has its own.</summary>
    public string Asked => Try == 1 ? Id : $"{Id}~{Try}";

    public bool IsOver => Stage is StepStage.Done or StepStage.Skipped;
}

/// <summary>Where a step stands.</summary>
public enum StepStage
{
    Unspecified,
    Waiting,
    Starting,
    Running,
    Done,
    Refused,
    Skipped,
}

/// <summary>What a step asks of another service.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ReturnGoods), "return")]
[JsonDerivedType(typeof(PayBack), "refund")]
[JsonDerivedType(typeof(Compensate), "grant")]
[JsonDerivedType(typeof(IssueInvoice), "invoice")]
[JsonDerivedType(typeof(SendGoods), "send")]
[JsonDerivedType(typeof(RepairGoods), "repair")]
public abstract record StepTask
{
    /// <summary>The goods that the step holds for itself; those of a refund after a return are the return's.</summary>
    public virtual ImmutableArray<LineQuantity> Holds => [];
}

public sealed record ReturnGoods(ImmutableArray<LineQuantity> Lines) : StepTask
{
    public override ImmutableArray<LineQuantity> Holds => Lines;
}

/// <param name="AfterReturn">The goods are those that a return step brings back; known when it is done.</param>
/// <param name="Compensation">Cash granted by the step before.</param>
/// <param name="Advance">Paid before the goods are back (R-REF-5).</param>
public sealed record PayBack(
    ImmutableArray<LineQuantity> Lines, Money? Freight, Money? Compensation, bool AfterReturn, bool Advance = false, string? Return = null) : StepTask
{
    /// <summary>Which of the return's releases it pays; 0 for none.</summary>
    public int Release { get; init; }

    /// <summary>What is kept back: freight and fee at the customer's cost, and the rest of pieces accepted in part (R-RET-7, R-RET-9).</summary>
    public Money? Deduction { get; init; }

    /// <summary>The step whose advance was paid for fewer pieces than came back: it pays the rest (R-REF-5). Null for others.</summary>
    public string? Completes { get; init; }

    /// <summary>Of the deduction: the rest of pieces accepted in part, for which invoices go on standing (R-INV-6).</summary>
    public ImmutableArray<LessenedLine> Lessened { get; init; } = [];

    /// <summary>What lines cost more than was promised; known when it was granted (R-COMP-5).</summary>
    public ImmutableArray<LineAmount> PriceDifferences { get; init; } = [];

    public override ImmutableArray<LineQuantity> Holds => AfterReturn ? [] : Lines;
}

public sealed record Compensate(GrantKind Grant, Money Amount) : StepTask
{
    /// <summary>The pieces concerned, held by nobody: some rules go by their price.</summary>
    public ImmutableArray<LineQuantity> About { get; init; } = [];

    /// <summary>Which gift; null for other kinds.</summary>
    public string? Gift { get; init; }

    public GoodwillPart Part { get; init; }
}

/// <param name="Title">Sealed; empty where a saved title is named.</param>
public sealed record IssueInvoice(SealedText Title) : StepTask
{
    public string? SavedTitle { get; init; }

    public InvoiceKind Sort { get; init; }

    public string? Replaces { get; init; }
}

/// <summary>A replacement order, the second half of an exchange, a part or a gift goes out.</summary>
/// <param name="Return">Of an exchange: the return that came before; known when it is done.</param>
/// <param name="Part">The part; null for whole pieces.</param>
/// <param name="Follows">The replacement that is claimed in its turn (R-RET-9).</param>
public sealed record SendGoods(
    SupplyKind Supply, ImmutableArray<WantedLine> Lines, Grounds Grounds, string? Return = null, string? Part = null, string? Follows = null) : StepTask
{
    /// <summary>What is exchanged is the return's, a part leaves its piece alone, and a gift is of no line.</summary>
    public override ImmutableArray<LineQuantity> Holds => Supply == SupplyKind.Order ? [.. Lines.Select(line => line.Goods)] : [];
}

/// <summary>What goes out.</summary>
public enum SupplyKind
{
    Unspecified,
    Order,
    Exchange,
    Part,
    Gift,
}

/// <param name="Wish">What is to be done, sealed.</param>
public sealed record RepairGoods(ImmutableArray<LineQuantity> Lines, SealedText Wish) : StepTask
{
    public override ImmutableArray<LineQuantity> Holds => Lines;
}
