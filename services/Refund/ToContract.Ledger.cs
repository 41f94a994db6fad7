using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Grpc;
using Aftersales.Refunds.Domain.Ledger;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds;

internal static partial class Mapping
{
    public static Contracts.Refunds.LedgerEntry ToContract(this LedgerLine line) => new()
    {
        EntryId = line.Entry.EntryId,
        Account = line.Posting.Account.ToContract(),
        Amount = line.Posting.Amount.ToContract(),
        OrderId = line.OrderId,
        RefundId = line.Entry.RefundId,
        Text = line.Entry.Text,
        Time = line.Entry.At.ToContract(),
    };

    public static Contracts.Refunds.LedgerAccount ToContract(this Domain.Ledger.LedgerAccount account) => Named<Contracts.Refunds.LedgerAccount>(account);

    public static LedgerSeal ToContract(this Seal seal) => new()
    {
        Number = seal.Number,
        StartTime = seal.From?.ToContract(),
        EndTime = seal.To.ToContract(),
        Entries = seal.Entries,
        LateEntries = seal.Late.Length,
        TotalLines = seal.TotalLines,
        PreviousHash = seal.PreviousHash,
        Hash = seal.Hash,
        Balances =
        {
            seal.Balances.Select(balance => new AccountBalance { Account = balance.Key.ToContract(), Balance = Money.Cny(balance.Value).ToContract() }),
        },
        SealedTime = seal.SealedAt.ToContract(),
        UnaccountedLines = seal.Unaccounted,
    };
}
