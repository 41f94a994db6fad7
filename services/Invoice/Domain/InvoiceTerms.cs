using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>The policy in force, and the calendar that its days are counted in.</summary>
public sealed record InvoiceTerms(InvoicePolicy Policy, BusinessCalendar Calendar)
{
    /// <summary>R-INV-3.</summary>
    public Instant Due(InvoiceKind kind, Instant requested) => kind == InvoiceKind.VatSpecial
        ? Calendar.EndOfDay(requested, Policy.VatSpecialDueDays)
        : Calendar.AfterWorkingDays(requested, Policy.DueWorkingDays);

    public Instant AskAgain(Instant now) => now + Duration.FromMinutes(Policy.AskAgainMinutes);

    public Instant AskWhileProcessing(Instant now) => now + Duration.FromSeconds(Policy.AskWhileProcessingSeconds);

    /// <summary>R-INV-5.</summary>
    public Instant NextBatch(Instant now) => Calendar.NextCutOff(now, Policy.BatchAt);
}
