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

    /// <summary>Content and rate by category (R-INV-2).</summary>
    public required ImmutableDictionary<string, Content> Categories { get; init; }

    /// <summary>For goods without a known category.</summary>
    public required Content OtherCategory { get; init; }

    public required Content Freight { get; init; }

    /// <summary>R-INV-3: working days until the customer has it.</summary>
    public required int DueWorkingDays { get; init; }

    /// <summary>R-INV-3: days for a VAT special invoice.</summary>
    public required int VatSpecialDueDays { get; init; }

    /// <summary>R-INV-5: time of day at which what was checked becomes one batch.</summary>
    public required LocalTime BatchAt { get; init; }

    /// <summary>A batch holds at most so many; what is left goes into the next.</summary>
    public required int BatchItems { get; init; }

    /// <summary>Pause before the tax platform is asked again for what it refused.</summary>
    public required int AskAgainMinutes { get; init; }

    /// <summary>Pause before the tax platform is asked again for what it is working on.</summary>
    public required int AskWhileProcessingSeconds { get; init; }

    public Content Of(string category) => Categories.GetValueOrDefault(category, OtherCategory);
}

/// <param name="TaxNumber">Unified social credit code.</param>
public sealed record Seller(string Name, string TaxNumber);

/// <summary>What an invoice calls goods, and how they are taxed.</summary>
public sealed record Content(string Name, Percent Rate);
