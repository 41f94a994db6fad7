using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Reconciliation;

/// <summary>The lists of a reconciliation; the contract's <c>ReconciliationResult</c> says what each means.</summary>
public enum ReconciliationResult
{
    Matched,
    Reversed,
    MissingThere,
    MissingHere,
    AmountDiffers,
}

/// <summary>A row of the channel's statement.</summary>
/// <param name="LogId">账务流水号, unique at the channel.</param>
/// <param name="Amount">Never negative.</param>
public sealed record StatementRow(string LogId, string ChannelNo, string MerchantOrderNo, Instant At, Money Amount, string Type);

/// <summary>A person's word on a difference.</summary>
public sealed record Resolution(string By, string Note, Instant At);

/// <summary>One movement of money, as we know it and as the channel's statement has it (R-REF-7).</summary>
/// <param name="OutRequestNo">The payment's number; empty where a row names none of ours.</param>
public sealed record ReconciliationItem(MoneyDirection Direction, string OutRequestNo)
{
    /// <summary>Null when we know nothing of it.</summary>
    public Movement? Ours { get; init; }

    /// <summary>The statement's rows, by time; more than one where the channel moved money under the number more than once.</summary>
    public ImmutableArray<StatementRow> Rows { get; init; } = [];

    /// <summary>Null while the difference is open, and where there is none.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Until when an open difference has to be settled.</summary>
    public Instant? DueAt { get; init; }

    public bool Overdue { get; init; }

    public Money Booked => Ours?.Amount ?? Money.Cny(0);

    public Money Listed => Money.Sum(Rows.Select(row => row.Amount), Currency.Cny);

    /// <summary>In which list it stands; null where a corrected statement left nothing of it.</summary>
    public ReconciliationResult? Result => (Ours, Rows.IsEmpty) switch
    {
        (null, true) => null,
        (not null, true) => ReconciliationResult.MissingThere,
        (null, false) => ReconciliationResult.MissingHere,
        _ when Booked != Listed => ReconciliationResult.AmountDiffers,
        _ => Direction == MoneyDirection.In ? ReconciliationResult.Reversed : ReconciliationResult.Matched,
    };

    public bool IsDifference => Result is ReconciliationResult.MissingThere or ReconciliationResult.MissingHere or ReconciliationResult.AmountDiffers;

    public bool IsOpen => IsDifference && Resolution is null;

    /// <summary>When it counts: the statement's time, or ours where the statement has nothing.</summary>
    public Instant At => Rows.IsEmpty ? Ours?.At ?? default : Rows[0].At;

    public LocalDate Day => ChannelDay.Of(At);

    /// <summary>The item of a payment.</summary>
    public static string Id(string outRequestNo, MoneyDirection direction) => Ids.Derived("rec", $"{outRequestNo}/{direction}");

    /// <summary>The item of a row that names no payment of ours.</summary>
    public static string Id(string logId) => Ids.Derived("rec", $"log/{logId}");
}
