using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>The policy in force, and the calendar that its days are counted in.</summary>
public sealed record InvoiceTerms(InvoicePolicy Policy, BusinessCalendar Calendar)
{
    /// <summary>R-INV-3. A VAT special invoice's weeks count from the order's receipt; before it, a date is promised that allows for the way (R-INV-1).</summary>
    public Promise Promise(InvoiceKind kind, Instant requested, Instant? received) => (kind, received) switch
    {
        (not InvoiceKind.VatSpecial, _) => Promise(requested),
        (_, { } at) => Until(Calendar.EndOfDay(Instant.Max(at, requested), Policy.VatSpecialDueDays)),
        _ => Until(Calendar.EndOfDay(requested, Policy.VatSpecialDueDays + Policy.ReceiptExpectedDays)),
    };

    /// <summary>R-INV-3: some working days from a request, or from the arrival of a wrong original.</summary>
    public Promise Promise(Instant from) => Until(Calendar.AfterWorkingDays(from, Policy.DueWorkingDays));

    /// <summary>When the customer is next asked for a wrong original.</summary>
    public Instant Original(Instant now) => Calendar.EndOfDay(now, Policy.OriginalReminderDays);

    /// <summary>By when another person answers a red letter that was applied for by hand.</summary>
    public Instant Confirmation(Instant now) => Calendar.AfterWorkingDays(now, Policy.RedLetterWorkingDays);

    public Instant AskAgain(Instant now) => now + Duration.FromMinutes(Policy.AskAgainMinutes);

    public Instant AskWhileProcessing(Instant now) => now + Duration.FromSeconds(Policy.AskWhileProcessingSeconds);

    /// <summary>R-INV-5.</summary>
    public Instant NextBatch(Instant now) => Calendar.NextCutOff(now, Policy.BatchAt);

    private Promise Until(Instant due) => new(due, due - Duration.FromHours(Policy.RemindHoursBefore));
}
