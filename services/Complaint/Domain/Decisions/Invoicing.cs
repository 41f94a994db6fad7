namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>发票问题: never refused (R-INV-1). Ticked and absent is the warehouse's miss; not ticked is a supplement; a wrong one is replaced (R-INV-3).</summary>
internal static class Invoicing
{
    private static readonly Saying Title = new("R-INV-3", "请提供发票抬头。", "Whom is the invoice for?");
    private static readonly Saying Supplement = new("R-INV-3", "可为您补开发票，5个工作日内送达，不收取任何费用。", "The invoice is supplied within 5 working days, free of charge.");
    private static readonly Saying Missed = new("R-INV-3", "发票漏开，我们会为您补开并承担邮费，5个工作日内送达。", "The invoice was missed; it is supplied within 5 working days, and we bear the postage.");
    private static readonly Saying Reissue = new("R-INV-3", "发票有误，请寄回原发票，我们收到后5个工作日内重开，邮费为您报销。", "The invoice is wrong. Please send it back; a new one follows within 5 working days, and the postage is paid back.");

    public static Advice On(Situation s)
    {
        var (why, advice) = s switch
        {
            { Said.WrongInvoice: not null } => (Reissue, Advice.None),
            { Order.InvoiceTicked: true } => (Missed, Advice.None.Blame(ResponsibleParty.Warehouse)),
            _ => (Supplement, Advice.None),
        };
        return s.Said.InvoiceTitle is { } title
            ? advice.Offer(Tier.L1, why, null, new InvoiceRemedy(SealedText.Empty) { SavedTitle = title, Sort = s.Said.InvoiceKind, Replaces = s.Said.WrongInvoice })
            : advice.Tell(why).Need(CustomerFact.InvoiceTitle, isKnown: false, Title);
    }
}
