using System.Collections.Immutable;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public enum RedLetterState
{
    Issuing,
    Issued,

    /// <summary>Somebody applied for it by hand; another person has to confirm it. It reserves nothing.</summary>
    Applied,
    Rejected,
}

/// <summary>Why a blue invoice is taken back: the four reasons that the tax office knows.</summary>
public enum RedLetterReason
{
    /// <summary>开票有误: always the whole of what is left.</summary>
    IssuedWrongly,

    /// <summary>销货退回.</summary>
    GoodsReturned,

    /// <summary>服务中止.</summary>
    ServiceEnded,

    /// <summary>销售折让.</summary>
    SalesAllowance,
}

/// <summary>Takes back all or part of a blue invoice (R-INV-6). Its id is its serial number at the tax platform; amounts are positive.</summary>
/// <param name="RefundId">The refund that caused it; null for a mistake, and for one by hand.</param>
/// <param name="AskAt">When the tax platform is to be asked; null while it is not.</param>
public sealed record RedLetter(
    string RedLetterId, string? RefundId, RedLetterReason Reason, ImmutableArray<InvoiceLine> Lines, RedLetterState State, Instant? AskAt)
{
    /// <summary>For those by hand: who applied, by when another person has to answer, and who did.</summary>
    public Application? Application { get; init; }

    public string? Failure { get; init; }

    public string? Number { get; init; }

    public Instant? IssuedAt { get; init; }

    /// <summary>Its documents; null until they are written.</summary>
    public PaperSet? Papers { get; init; }

    /// <summary>Whether it is taken off the blue one: from the moment that the tax platform will be asked.</summary>
    public bool Counts => State is RedLetterState.Issuing or RedLetterState.Issued;

    public Money Total => Money.Sum(Lines.Select(line => line.Split.Gross), Currency.Cny);
}

/// <param name="AnsweredBy">Who confirmed or rejected it; null before.</param>
/// <param name="Note">Why it was rejected.</param>
public sealed record Application(string By, Instant DueAt, bool Overdue = false, string? AnsweredBy = null, string? Note = null);
