using System.Collections.Immutable;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>An order's invoices, driven by commands; every state that comes about is checked.</summary>
internal sealed class Orders(InvoiceTerms? terms = null)
{
    public const string Customer = "buyer-1";
    public static readonly Instant Now = Instant.FromUtc(2026, 6, 2, 1, 0);

    public static InvoicePolicy Policy { get; } = new()
    {
        Version = "test-1",
        Seller = new("示例商贸有限公司", "91310000MA1FL0000N"),
        Categories = ImmutableDictionary<string, Content>.Empty.Add("Food", new("食品", Percent.Of(9))).Add("Liquor", new("酒", Percent.Of(13))),
        OtherCategory = new("日用品", Percent.Of(13)),
        Freight = new("运费", Percent.Of(9)),
        DueWorkingDays = 5,
        VatSpecialDueDays = 14,
        BatchAt = new(17, 0),
        BatchItems = 500,
        AskAgainMinutes = 60,
        AskWhileProcessingSeconds = 30,
    };

    /// <summary>3 × food 100.00, 1 × liquor 59.99, freight 8.00.</summary>
    public static PaidOrder Paid { get; } = new(
        Customer, true, [new("a", "Food", 3, Money.Cny(10000)), new("b", "Liquor", 1, Money.Cny(5999))], Money.Cny(16799), Money.Cny(800));

    public InvoiceTerms Terms { get; } = terms ?? new(Policy, BusinessCalendar.Default);

    public OrderInvoices? State { get; private set; }

    public Invoice Invoice => State!.Invoices[^1];

    public ImmutableArray<InvoiceEvent> Last { get; private set; } = [];

    public static Orders In(InvoiceState state)
    {
        var orders = new Orders();
        if (state >= InvoiceState.Requested)
            orders.Do(Request());
        if (state >= InvoiceState.Checked)
            orders.Do(new CheckInvoice("inv-1", "cai", Paid));
        if (state >= InvoiceState.Batched)
            orders.Do(new FollowBatch("inv-1", "ibt-1", (BatchState)Math.Min((int)state - (int)InvoiceState.Batched, (int)BatchState.Released)));
        if (state >= InvoiceState.Issued)
            orders.Do(new TakeIssueAnswer("inv-1", new TaxAnswer.Issued("20260001", Now)));
        orders.Invoice.State.ShouldBe(state);
        return orders;
    }

    public static RequestInvoice Request(string id = "inv-1", PaidOrder? order = null, InvoiceKind kind = InvoiceKind.Ordinary) =>
        new(id, kind, order ?? Paid, "sealed", false);

    public static ClearRefund Refund(string id, params (string Line, int Quantity, long Fen)[] lines) =>
        new(id, Customer, [.. lines.Select(line => new RefundedLine(line.Line, line.Quantity, Money.Cny(line.Fen)))], true);

    public Decision<InvoiceEvent> Decide(InvoiceCommand command) => InvoiceDecider.Decide(State, command, Terms, Now);

    public Orders Do(InvoiceCommand command)
    {
        var decision = Decide(command);
        decision.IsRefused.ShouldBeFalse($"{command.GetType().Name}: {decision.Refusal}");
        Last = decision.Events;
        foreach (var happened in decision.Events)
            State = InvoiceEvolution.Evolve(State, happened);
        if (State is not null)
            InvoiceInvariants.Check(State);
        return this;
    }

    public Refusal Refused(InvoiceCommand command) => Decide(command).Refusal.ShouldNotBeNull();

    public Orders IssueReds()
    {
        foreach (var red in State!.Invoices.SelectMany(invoice => invoice.RedLetters).Where(red => red.State == RedLetterState.Issuing).ToList())
            Do(new TakeRedLetterAnswer(red.RedLetterId, new TaxAnswer.Issued($"no-{red.RedLetterId}", Now)));
        return this;
    }
}
