using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using NodaTime;
using LedgerAccount = Aftersales.Refunds.Domain.Ledger.LedgerAccount;

namespace Aftersales.Refunds.Queries;

/// <summary>The merchant's ledger (R-REF-6), from what was booked; nothing is recomputed from refunds.</summary>
public sealed class ReadLedger(Aggregates<Account, AccountEvent> accounts, LedgerSums sums, LedgerBalances balances, LedgerLines lines)
{
    private static readonly LedgerAccount[] All = Enum.GetValues<LedgerAccount>();

    public async Task<GetTrialBalanceResponse> Handle(GetTrialBalanceRequest request, Call call)
    {
        if (request.AsOf is not null)
            return Told(await balances.Through(call, LedgerBooks.Through(Instant.FromDateTimeOffset(request.AsOf.ToDateTimeOffset()))));

        var booked = await sums.Now(call);
        var now = Told(All.ToDictionary(account => account, account => booked.Debits[account] - booked.Credits[account]));
        now.Entries = booked.Lines;
        return now;
    }

    public async Task<ListLedgerEntriesResponse> Handle(ListLedgerEntriesRequest request, Call call)
    {
        if (request.OrderId.Length > 0)
            return await OfOrder(request, call);
        var after = PageTokens.Read(LedgerBooks.Lines, request.PageToken)?.Key ?? "";
        var (page, next) = await Page(LedgerBooks.Lines, after, LedgerBooks.End, request.PageSize, call);
        return new() { Entries = { page.Select(line => line.ToContract()) }, NextPageToken = next };
    }

    /// <summary>An order's ledger is part of its account: nothing is looked up.</summary>
    private async Task<ListLedgerEntriesResponse> OfOrder(ListLedgerEntriesRequest request, Call call)
    {
        var list = $"{LedgerBooks.Lines}/order:{request.OrderId}";
        var after = PageTokens.Read(list, request.PageToken)?.Key ?? "";
        var account = await accounts.Read(call.Merchant, request.OrderId, call.Cancel);
        var rest = account is null ? [] : LedgerBooks.Of(account.State).Where(line => string.CompareOrdinal(line.Key, after) > 0).ToList();
        var page = rest.Take(PageTokens.Size(request.PageSize)).ToList();
        return new()
        {
            Entries = { page.Select(line => line.ToContract()) },
            NextPageToken = page.Count < rest.Count ? PageTokens.Write(list, page[^1].Key, page[^1].Id) : "",
        };
    }

    public async Task<GetAccountStatementResponse> Handle(GetAccountStatementRequest request, Call call)
    {
        var (start, end) = (Instant.FromDateTimeOffset(request.StartTime.ToDateTimeOffset()), Instant.FromDateTimeOffset(request.EndTime.ToDateTimeOffset()));
        if (start >= end)
            throw new RefusedException(Platform.PlatformReasons.Invalid("end_time", "must be after start_time"));
        var account = Enum.Parse<LedgerAccount>($"{request.Account}");
        var list = LedgerBooks.LinesOf(account);
        var opening = await Balance(LedgerBooks.Before(start));
        var balance = opening;
        if (PageTokens.Read(list, request.PageToken) is var (after, _))
            balance = await Balance(after);
        else
            after = LedgerBooks.Before(start);

        var (page, next) = await Page(list, after, LedgerBooks.Before(end), request.PageSize, call);
        var told = new GetAccountStatementResponse { OpeningBalance = Cny(opening), NextPageToken = next };
        foreach (var line in page)
            told.Lines.Add(new AccountStatementLine { Entry = line.ToContract(), Balance = Cny(balance += line.Posting.Amount.Minor) });
        told.ClosingBalance = Cny(next.Length == 0 ? balance : await Balance(LedgerBooks.Before(end)));
        return told;

        async Task<long> Balance(string through) => (await balances.Through(call, through, account)).GetValueOrDefault(account);
    }

    private async Task<(List<LedgerLine> Lines, string Next)> Page(string list, string after, string through, int size, Call call)
    {
        var page = new List<LedgerLine>();
        await foreach (var line in lines.Read(call, list, after, through))
        {
            if (page.Count == PageTokens.Size(size))
                return (page, PageTokens.Write(list, page[^1].Key, page[^1].Id));
            page.Add(line);
        }

        return (page, "");
    }

    private static GetTrialBalanceResponse Told(IReadOnlyDictionary<LedgerAccount, long> balances) => new()
    {
        Accounts = { All.Select(account => new AccountBalance { Account = account.ToContract(), Balance = Cny(balances.GetValueOrDefault(account)) }) },
        Sum = Cny(balances.Values.Sum()),
    };

    private static Contracts.Money Cny(long fen) => Money.Cny(fen).ToContract();
}
