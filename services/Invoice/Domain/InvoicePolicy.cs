using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What of handbook §8 a merchant can change.</summary>
public record InvoicePolicy
{
    /// <summary>Kept with each request.</summary>
    public required string Version { get; init; }

    /// <summary>The selling entity, which alone issues (R-INV-1).</summary>
    public required Seller Seller { get; init; }

    /// <summary>Name of who draws invoices up (开票人).</summary>
    public required string Drawer { get; init; }

    /// <summary>Content, rate and goods code by category (R-INV-2).</summary>
    public required ImmutableDictionary<string, Content> Categories { get; init; }

    /// <summary>For goods without a known category, until somebody names one.</summary>
    public required Content OtherCategory { get; init; }

    public required Content Freight { get; init; }

    /// <summary>Rates that were in use before: the month's totals are shown by these and by those of the contents.</summary>
    public required ImmutableArray<Percent> Rates { get; init; }

    /// <summary>Kind of an invoice that was ticked at the order.</summary>
    public required InvoiceKind OrderKind { get; init; }

    /// <summary>R-INV-3: what a VAT special invoice asks for beside company name and taxpayer number.</summary>
    public required ImmutableArray<string> VatSpecialFields { get; init; }

    /// <summary>R-INV-3: working days until the customer has it.</summary>
    public required int DueWorkingDays { get; init; }

    /// <summary>R-INV-3: days for a VAT special invoice, from the order's receipt.</summary>
    public required int VatSpecialDueDays { get; init; }

    /// <summary>How many days an order not received yet is taken to need, where a date is promised.</summary>
    public required int ReceiptExpectedDays { get; init; }

    /// <summary>How long before its date an invoice is called to mind.</summary>
    public required int RemindHoursBefore { get; init; }

    /// <summary>Days after which the customer is reminded of a wrong original, each time.</summary>
    public required int OriginalReminderDays { get; init; }

    /// <summary>Reminders before it is not waited for any more; the invoice can be asked for again.</summary>
    public required int OriginalReminders { get; init; }

    /// <summary>R-INV-3: what the customer gets back for sending a wrong original.</summary>
    public required Money Postage { get; init; }

    /// <summary>Working days in which a red letter by hand is confirmed or rejected.</summary>
    public required int RedLetterWorkingDays { get; init; }

    /// <summary>R-INV-1: violation points of a refusal or condition.</summary>
    public required int BreachPoints { get; init; }

    /// <summary>R-INV-5: time of day at which what was checked becomes one batch.</summary>
    public required LocalTime BatchAt { get; init; }

    /// <summary>A batch holds at most so many; what is left goes into the next.</summary>
    public required int BatchItems { get; init; }

    /// <summary>Pause before the tax platform is asked again for what it refused.</summary>
    public required int AskAgainMinutes { get; init; }

    /// <summary>Pause before the tax platform is asked again for what it is working on.</summary>
    public required int AskWhileProcessingSeconds { get; init; }

    /// <summary>Pauses before a PDF that could not be made is tried again; the last one goes on for ever.</summary>
    public required ImmutableArray<int> PdfRetryMinutes { get; init; }

    /// <summary>Pauses before the mail server is asked again; after the last one a person has to look.</summary>
    public required ImmutableArray<int> MailRetryMinutes { get; init; }

    /// <summary>How many titles a customer can save.</summary>
    public required int TitlesPerCustomer { get; init; }

    /// <summary>Every rate that an invoice can have, the highest first.</summary>
    public IEnumerable<Percent> AllRates() =>
        Rates.Concat(Categories.Values.Append(OtherCategory).Append(Freight).Select(content => content.Rate)).Distinct().OrderDescending();

    public Content Of(string category) => Categories.GetValueOrDefault(category, OtherCategory);
}

/// <param name="TaxNumber">Unified social credit code.</param>
/// <param name="Address">Registered address; this and what follows stands on VAT special invoices.</param>
public sealed record Seller(string Name, string TaxNumber, string Address = "", string Phone = "", string Bank = "", string Account = "");

/// <summary>What an invoice calls goods, and how they are taxed.</summary>
/// <param name="Code">商品和服务税收分类编码, 19 digits.</param>
/// <param name="Unit">What is counted; empty where nothing is.</param>
/// <param name="Group">商品和服务分类简称, the short name that the tax office gives the code's group; empty where it is not known.</param>
public sealed record Content(string Name, Percent Rate, string Code = "", string Unit = "", string Group = "")
{
    /// <summary>As it is printed: <c>*服装*服饰</c>.</summary>
    public string Printed => Group.Length == 0 ? Name : $"*{Group}*{Name}";
}
