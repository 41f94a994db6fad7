using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using LedgerAccount = Aftersales.Refunds.Domain.Ledger.LedgerAccount;

namespace Aftersales.Refunds.Queries;

/// <summary>The merchant's ledger (R-REF-6), from what was booked; nothing is recomputed from refunds.</summary>
public sealed class ReadLedger(Aggregates<Account, AccountEvent> accounts, IStore store)
{
    public async Task<GetTrialBalanceResponse> Handle(GetTrialBalanceRequest request, Call call)
    {
        var all = Enum.GetValues<LedgerAccount>();
        List<string> names = [.. all.SelectMany(LedgerBooks.Debits), .. all.SelectMany(LedgerBooks.Credits), .. LedgerBooks.Counts];
        var sums = await store.Counters(call.Merchant, names, call.Cancel);
        long Sum(IEnumerable<string> parts) => parts.Sum(name => sums.GetValueOrDefault(name));

        var balances = all.Select(account => (Account: account, Balance: Sum(LedgerBooks.Debits(account)) - Sum(LedgerBooks.Credits(account)))).ToList();
        return new()
        {
            Accounts = { balances.Select(b => new AccountBalance { Account = b.Account.ToContract(), Balance = Money.Cny(b.Balance).ToContract() }) },
            Sum = Money.Cny(balances.Sum(b => b.Balance)).ToContract(),
            Entries = Sum(LedgerBooks.Counts),
        };
    }

    public async Task<ListLedgerEntriesResponse> Handle(ListLedgerEntriesRequest request, Call call)
    {
        var list = request.OrderId.Length > 0 ? LedgerBooks.LinesOf(request.OrderId) : LedgerBooks.Lines;
        var page = await accounts.List(call, list, request.PageSize, request.PageToken);
        return new() { Entries = { page.Rows.Select(row => Line(row.State, row.Item)) }, NextPageToken = page.NextPageToken };
    }

    private static Contracts.Refunds.LedgerEntry Line(Account account, string line)
    {
        var (entry, posting) = account.Ledger
            .SelectMany(entry => entry.Postings.Select((posting, index) => (entry, posting, Line: LedgerBooks.LineId(entry, index))))
            .Where(found => found.Line == line)
            .Select(found => (found.entry, found.posting))
            .Single();
        return entry.ToContract(posting, account.Order.OrderId);
    }
}
