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
        Drawer = "示例开票员",
        Rates = [Percent.Of(13), Percent.Of(9)],
        OrderKind = InvoiceKind.Digital,
        VatSpecialFields = ["address", "bank"],
        ReceiptExpectedDays = 7,
        RemindHoursBefore = 24,
        OriginalReminderDays = 7,
        OriginalReminders = 2,
        Postage = Money.Cny(500),
        RedLetterWorkingDays = 2,
        BreachPoints = 6,
        TitlesPerCustomer = 2,
        PdfRetryMinutes = [1, 10],
        MailRetryMinutes = [1, 10],
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
        Customer, true, [new("a", "Food", 3, Money.Cny(10000)), new("b", "Liquor", 1, Money.Cny(5999))], Money.Cny(16799), Money.Cny(800))
    {
        ReceivedAt = Now,
    };

    public InvoiceTerms Terms { get; } = terms ?? new(Policy, BusinessCalendar.Default);

    public OrderInvoices? State { get; private set; }

    public Invoice Invoice => State!.Invoices[^1];

    public ImmutableArray<InvoiceEvent> Last { get; private set; } = [];

    public static Orders In(InvoiceState state)
    {
        var orders = new Orders();
        orders.Do(Request()).To(state);
        orders.Invoice.State.ShouldBe(state);
        return orders;
    }

    public static RequestInvoice Request(
        string id = "inv-1", PaidOrder? order = null, InvoiceKind kind = InvoiceKind.Ordinary, string? replaces = null, params AskedPart[] parts) =>
        new(id, kind, order ?? Paid, new($"sealed-{id}"), false, [.. parts], replaces);

    public static CheckInvoice Check(string id = "inv-1", PaidOrder? order = null) =>
        new(id, "cai", order ?? Paid, ImmutableDictionary<string, Content>.Empty);

    public static FollowBatch Batch(BatchState reached, string id = "inv-1", string batch = "ibt-1") => new(id, "o-1", batch, reached);

    /// <summary>From requested to a later state on the usual way.</summary>
    public Orders To(InvoiceState state, string id = "inv-1", PaidOrder? order = null)
    {
        if (state >= InvoiceState.Checked)
            Do(Check(id, order));
        if (state >= InvoiceState.Batched)
            Do(Batch((BatchState)Math.Min((int)state - (int)InvoiceState.Batched, (int)BatchState.Released), id, $"ibt-{id}"));
        if (state >= InvoiceState.Issued)
            Do(new TakeIssueAnswer(id, new TaxAnswer.Issued($"no-{id}", Now)));
        if (state >= InvoiceState.Delivered)
            Do(new Deliver(id, DeliveryMedium.Email, ""));
        return this;
    }

    public Invoice Find(string id) => State!.Find(id)!;

    public static ClearRefund Refund(string id, params (string Line, int Quantity, long Fen)[] lines) =>
        new(id, Customer, [.. lines.Select(line => new LinePart(line.Line, line.Quantity, Money.Cny(line.Fen)))], true);

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
