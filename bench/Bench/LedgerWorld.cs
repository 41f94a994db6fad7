using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Refunds;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using Aftersales.Simulators;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Account = Aftersales.Refunds.Domain.Account;
using Duration = NodaTime.Duration;
using LedgerAccount = Aftersales.Refunds.Domain.Ledger.LedgerAccount;
using LedgerEntry = Aftersales.Refunds.Domain.Ledger.LedgerEntry;
using Money = Aftersales.Kernel.Money;

namespace Aftersales.Bench;

/// <summary>The real refund service on PostgreSQL, with orders to refund and, if wanted, a ledger of past refunds.</summary>
internal sealed class LedgerWorld : IAsyncDisposable
{
    public const string Merchant = "tea-house";

    private const int EntriesOfSeal = 2000;
    private const long Fen = 10_00;
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);
    private static readonly Duration Step = Duration.FromSeconds(80);
    private static readonly Duration UntilPaid = Duration.FromSeconds(40);

    private readonly TestService service;
    private readonly RefundService.RefundServiceClient plan;
    private readonly RefundService.RefundServiceClient finance;
    private long accounts;

    private LedgerWorld(TestService service)
    {
        this.service = service;
        plan = service.PeerClient(Client, "complaint", Merchant, "agent-1", Role.AgentL1);
        finance = service.Client(Client, Merchant, "finance-1", Role.Finance);
    }

    /// <param name="orders">Orders that can be refunded, each once.</param>
    /// <param name="entries">Entries of past refunds, two of each; sealed as the service would have.</param>
    public static async Task<LedgerWorld> Start(int orders, int entries)
    {
        // No payment is made: what is accepted waits for its invoices. Only the channel's keys are needed, and read at the start.
        using var folder = new TemporaryFolder();
        await using var channel = await SimulatorHost.Start(new() { DataFolder = folder.File("simulators") });
        var world = new LedgerWorld(await TestService.Start(RefundApp.Name, RefundApp.Create, "postgres", channel.PaymentApp.Settings));
        var store = world.service.Services.GetRequiredService<IStore>();
        await Parallel.ForEachAsync(Enumerable.Range(0, orders), async (order, cancel) =>
            await store.Put(Merchant, "order", OrderId(order), new(1, Json.Write(Order(OrderId(order)))), cancel));
        world.accounts = entries / 2;
        if (entries > 0)
            await world.Seed();
        return world;
    }

    /// <summary>Posts one entry: a whole line is refunded, and accepted at once.</summary>
    public async Task Post(int order)
    {
        var answer = await plan.RequestRefundAsync(new()
        {
            RequestId = Guid.NewGuid().ToString(),
            OrderId = OrderId(order),
            Cause = new() { Kind = CauseKind.PlanStep, Id = $"step-{order}" },
            Lines = { new LineQuantity { LineId = "1", Quantity = 1 } },
        });
        if (answer.Refund.State != Contracts.Refunds.RefundState.AwaitingInvoice)
            throw new InvalidOperationException("the refund was not accepted");
    }

    public async Task BalanceNow()
    {
        var balance = await finance.GetTrialBalanceAsync(new());
        if (balance.Sum.MinorUnits != 0 || balance.Entries < accounts * 4)
            throw new InvalidOperationException("the trial balance is wrong");
    }

    /// <summary>The trial balance at one of as many past moments as there are refunds; checked against what was seeded.</summary>
    public async Task BalanceAt(int number)
    {
        var count = 1 + (number * 7919L % accounts);
        var balance = await finance.GetTrialBalanceAsync(new() { AsOf = (First + (Step * count) + UntilPaid).ToDateTimeUtc().ToTimestamp() });
        if (balance.Accounts.Single(account => account.Account == Contracts.Refunds.LedgerAccount.ChannelClearing).Balance.MinorUnits != -count * Fen)
            throw new InvalidOperationException("the past trial balance is wrong");
    }

    public Task Drain() => service.Drain();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private static RefundService.RefundServiceClient Client(CallInvoker invoker) => new(invoker);

    private static string OrderId(int order) => $"{1930679858170000 + order}";

    private static string SeededId(long number) => $"seed-{number:D8}";

    private static PaidOrder Order(string id) => new(
        id, "buyer-1", [new("1", 1, Money.Cny(Fen))], Money.Cny(0), Money.Cny(Fen), $"T{id}", IsPaid: true, IsSettled: false, IsDispatched: true);

    // The rows that accepting and paying leave for the ledger; lists and events of the refunds themselves are left out.
    private async Task Seed()
    {
        var settings = service.Services.GetRequiredService<ServiceSettings>();
        var connection = new NpgsqlConnectionStringBuilder(settings.Store["postgres:".Length..]) { SearchPath = settings.Name, CommandTimeout = 600 };
        await using var source = NpgsqlDataSource.Create(connection);
        await using var batch = source.CreateBatch();
        foreach (var (text, parameters) in Statements())
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var parameter in parameters)
                command.Parameters.Add(new() { Value = parameter });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
        await SeedSeals();
        await using var analyze = source.CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync();
    }

    private IEnumerable<(string Text, object[] Parameters)> Statements()
    {
        var first = First.ToUnixTimeSeconds();
        yield return ("select set_config('aftersales.merchant', $1, true)", [Merchant]);
        yield return (
            """
            insert into states (merchant, kind, id, version, state)
            select $1, 'account', 'seed-' || lpad(i::text, 8, '0'), 2,
                   replace(replace(replace($2, '@order', 'seed-' || lpad(i::text, 8, '0')),
                       '2001-01-01T00:00:00Z', to_char(to_timestamp($3 + i * 80) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                       '2001-01-01T00:00:40Z', to_char(to_timestamp($3 + i * 80 + 40) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            from generate_series(1, $4) i
            """, [Merchant, Json.Write(Template()), first, accounts]);
        yield return (
            """
            insert into lists (merchant, list, sort_key, item, aggregate)
            select $1, line.list, lpad((($2 + i * 80 + line.after) * 10000000)::text, 19, '0') || '/' || id || '/' || line.place,
                   'ent_' || id || line.entry, id
            from (values ('ledger', 0, '000000/0', '.a/0'), ('ledger', 0, '000000/1', '.a/1'),
                         ('ledger', 40, '000001/0', '.b/0'), ('ledger', 40, '000001/1', '.b/1'),
                         ('ledger/MerchantRefunds', 0, '000000/0', '.a/0'), ('ledger/Customer', 0, '000000/1', '.a/1'),
                         ('ledger/Customer', 40, '000001/0', '.b/0'), ('ledger/ChannelClearing', 40, '000001/1', '.b/1'))
                     as line (list, after, place, entry),
                 lateral (select i, 'seed-' || lpad(i::text, 8, '0') as id from generate_series(1, $3) i) as account
            """, [Merchant, first, accounts]);
        yield return (
            """
            insert into counters (merchant, name, value, ceiling)
            select $1, name, value, 9223372036854775807
            from (values ('ledger/MerchantRefunds/debit/0', $2), ('ledger/Customer/debit/0', $2), ('ledger/Customer/credit/0', $2),
                         ('ledger/ChannelClearing/credit/0', $2), ('ledger/lines/0', $3)) as sums (name, value)
            """, [Merchant, accounts * Fen, accounts * 4]);
    }

    private static Account Template()
    {
        var accepted = Instant.FromUtc(2001, 1, 1, 0, 0);
        return Account.Of(Order("@order")) with
        {
            Ledger =
            [
                new("ent_@order.a", "rfd_@order", "refund_accepted", accepted,
                    [new(LedgerAccount.MerchantRefunds, Money.Cny(Fen)), new(LedgerAccount.Customer, Money.Cny(-Fen))]),
                new LedgerEntry("ent_@order.b", "rfd_@order", "refund_paid", accepted + UntilPaid,
                    [new(LedgerAccount.Customer, Money.Cny(Fen)), new(LedgerAccount.ChannelClearing, Money.Cny(-Fen))]),
            ],
        };
    }

    // With the balances that the service would have found; hashes are for verifications, of which none is made here.
    private async Task SeedSeals()
    {
        var seals = service.Services.GetRequiredService<Aggregates<Seal, SealEvent>>();
        var call = new Call(new(Merchant, RefundApp.Name, [Role.Service], RefundApp.Name), "seed", service.Now, CancellationToken.None);
        var after = "";
        for (long number = 1, sealedAccounts = EntriesOfSeal / 2; sealedAccounts <= accounts; number++, sealedAccounts += EntriesOfSeal / 2)
        {
            var to = First + (Step * sealedAccounts) + UntilPaid;
            var through = string.Create(CultureInfo.InvariantCulture, $"{to.ToUnixTimeTicks():D19}/{SeededId(sealedAccounts)}/000001/~");
            var seal = new Seal(
                number, after, through, null, to, Seal.NoHash, EntriesOfSeal, sealedAccounts * 4, 0,
                new Dictionary<LedgerAccount, long>
                {
                    [LedgerAccount.MerchantRefunds] = sealedAccounts * Fen,
                    [LedgerAccount.ChannelClearing] = -sealedAccounts * Fen,
                }.ToImmutableSortedDictionary(),
                [], call.Now);
            await seals.Change(Seal.Id(number), call, _ => new Sealed(call.Now, seal, [], []));
            after = through;
        }
    }
}
