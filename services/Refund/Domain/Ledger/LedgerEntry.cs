using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Ledger;

/// <summary>Accounts of the double-entry ledger (R-REF-6); the contract says what each holds.</summary>
public enum LedgerAccount
{
    Customer,
    ChannelClearing,
    MerchantRefunds,
    Advances,
    Freight,
    Compensation,
    InvoicePostage,
    Collection,
    Receipts,
    WriteOffs,
}

/// <summary>A balanced entry. Never changed: a mistake is reversed by another entry.</summary>
/// <param name="Text">What it is for, e.g. <c>refund_accepted</c>.</param>
/// <param name="Reverses">The entry that this one takes back; null for all others.</param>
public sealed record LedgerEntry(string EntryId, string RefundId, string Text, Instant At, ImmutableArray<Posting> Postings, string? Reverses = null);

/// <summary>One line of an entry.</summary>
/// <param name="Amount">Positive is a debit, negative a credit; never zero.</param>
public sealed record Posting(LedgerAccount Account, Money Amount);
