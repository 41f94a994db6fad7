using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Tests.Domain;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;
using Duration = NodaTime.Duration;
using LedgerAccount = Aftersales.Contracts.Refunds.LedgerAccount;

namespace Aftersales.Refunds.Tests;

public sealed class LedgerServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_6_a_past_trial_balance_is_what_it_was_seen_to_be_then(string database)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 3);
        (await history.Seals()).Count.ShouldBe(3);
        foreach (var (at, seen) in history.Seen)
        {
            var past = await history.AsOf(at);
            past.Accounts.ShouldBe(seen.Accounts, $"as of {at}");
            past.Sum.ShouldBe(Cny(0));
        }

        (await history.AsOf(Instant.FromUtc(2000, 1, 1, 0, 0))).Accounts.ShouldAllBe(account => account.Balance.MinorUnits == 0);
        (await history.AsOf(host.Service.Now)).Accounts.ShouldBe((await host.Finance.GetTrialBalanceAsync(new())).Accounts);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_6_a_statement_runs_from_its_opening_to_its_closing_balance_page_by_page(string database)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 3);
        var (start, end) = (history.Seen[1].At, history.Seen[4].At);
        var request = new GetAccountStatementRequest
        {
            Account = LedgerAccount.Customer,
            StartTime = start.ToDateTimeUtc().ToTimestamp(),
            EndTime = end.ToDateTimeUtc().ToTimestamp(),
            PageSize = 2,
        };
        var lines = new List<AccountStatementLine>();
        GetAccountStatementResponse page;
        do
        {
            page = await host.Finance.GetAccountStatementAsync(request);
            lines.AddRange(page.Lines);
            page.OpeningBalance.ShouldBe(await Customer(start - Duration.FromTicks(1)));
            page.ClosingBalance.ShouldBe(await Customer(end - Duration.FromTicks(1)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        lines.Count.ShouldBeGreaterThan(4);
        var balance = page.OpeningBalance.MinorUnits;
        foreach (var line in lines)
            line.Balance.MinorUnits.ShouldBe(balance += line.Entry.Amount.MinorUnits);
        balance.ShouldBe(page.ClosingBalance.MinorUnits);
        lines.ShouldAllBe(line => line.Entry.Account == LedgerAccount.Customer);

        request.EndTime = request.StartTime;
        await Refused(host.Finance.GetAccountStatementAsync(request), StatusCode.InvalidArgument, "INVALID_REQUEST");

        async Task<Contracts.Money> Customer(Instant at) =>
            (await history.AsOf(at)).Accounts.Single(account => account.Account == LedgerAccount.Customer).Balance;
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_6_each_days_entries_are_sealed_in_a_chain_and_untouched_they_verify(string database)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 3);
        var seals = await history.Seals();
        seals.Select(seal => seal.Number).ShouldBe([1, 2, 3]);
        seals[0].PreviousHash.ShouldBe(new string('0', 64));
        seals.Zip(seals.Skip(1)).ShouldAllBe(pair => pair.Second.PreviousHash == pair.First.Hash && pair.Second.StartTime == pair.First.EndTime);
        seals.ShouldAllBe(seal => seal.Balances.Sum(balance => balance.Balance.MinorUnits) == 0 && seal.UnaccountedLines == 0 && seal.LateEntries == 0);
        (await history.Verify()).ShouldAllBe(reply => reply.Findings.Count == 0);
        (await history.Verify(from: 2, to: 2)).ShouldHaveSingleItem().Seal.ShouldBe(seals[1]);
        (await Should.ThrowAsync<RpcException>(() => history.Verify(to: 9))).StatusCode.ShouldBe(StatusCode.NotFound);

        await host.Service.Advance(Duration.FromDays(2));
        await host.Service.Advance(Duration.FromDays(1));
        var quiet = (await history.Seals()).Count;
        await host.Service.Advance(Duration.FromDays(3));
        (await history.Seals()).Count.ShouldBe(quiet, "days without entries make no seal");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_6_an_entry_that_is_committed_after_its_period_was_sealed_is_in_the_next_seal(string database)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 2);
        var late = history.Seen[0].At + Duration.FromMinutes(5);
        var earlier = await history.AsOf(late);
        var sealedBefore = await history.Seals();
        await Book(host, late);
        await host.Service.Drain(); // its own deadlines have passed, and book more

        // Counted at once, wherever its moment is asked for, before and after it is sealed.
        for (var round = 0; round < 2; round++)
        {
            (await Owed(late - Duration.FromTicks(1))).ShouldBe(Owing(earlier));
            (await Owed(late)).ShouldBe(Owing(earlier) - 10_00);
            (await history.AsOf(host.Service.Now)).Accounts.ShouldBe((await host.Finance.GetTrialBalanceAsync(new())).Accounts);
            (await history.AsOf(history.Seen[2].At)).Sum.ShouldBe(Cny(0));
            if (round == 0)
            {
                (await history.Verify(to: 1))[0].Findings.ShouldHaveSingleItem().Kind.ShouldBe(LedgerFindingKind.EntryNotSealed);
                await host.Service.Advance(Duration.FromDays(1));
            }
        }

        var seals = await history.Seals();
        seals.Take(sealedBefore.Count).ShouldBe(sealedBefore, "a seal never changes");
        seals[sealedBefore.Count].LateEntries.ShouldBe(1);
        seals.ShouldAllBe(seal => seal.UnaccountedLines == 0);
        (await history.Verify()).ShouldAllBe(reply => reply.Findings.Count == 0);

        async Task<long> Owed(Instant at) => Owing(await history.AsOf(at));
        static long Owing(GetTrialBalanceResponse balance) =>
            balance.Accounts.Single(account => account.Account == LedgerAccount.Customer).Balance.MinorUnits;
    }

    [Fact]
    public async Task R_REF_6_a_day_of_more_entries_than_a_seal_covers_has_several_of_whole_entries()
    {
        await using var host = await Start("sqlite");
        var history = new LedgerHistory(host);
        for (var i = 0; i < 5; i++)
        {
            await host.Request(await host.Order($"o-{i}"), $"step-{i}", ("1", 3));
            await history.Look();
        }

        var day = host.Service.Now;
        await Seal(host, mostEntries: 2, day + Duration.FromDays(1));
        var seals = await history.Seals();
        seals.Select(seal => seal.Entries).ShouldBe([2, 2, 1]);
        seals.ShouldAllBe(seal => seal.Balances.Sum(balance => balance.Balance.MinorUnits) == 0);
        (await history.Verify()).ShouldAllBe(reply => reply.Findings.Count == 0);
        foreach (var (at, seen) in history.Seen)
            (await history.AsOf(at)).Accounts.ShouldBe(seen.Accounts);
        await Seal(host, mostEntries: 2, day + Duration.FromDays(1));
        (await history.Seals()).Count.ShouldBe(3, "sealing again seals nothing again");
    }

    [Fact]
    public async Task A_merchant_without_refunds_has_no_seals_and_an_empty_ledger()
    {
        await using var host = await Start("sqlite");
        var history = new LedgerHistory(host);
        (await history.Seals()).ShouldBeEmpty();
        (await history.Verify()).ShouldBeEmpty();
        (await history.AsOf(host.Service.Now)).Sum.ShouldBe(Cny(0));
    }

    // The second refund of the second day, o-2-late, is in the second seal; its acceptance has two lines.
    [Theory]
    [InlineData("sqlite", "the amount in the state", LedgerFindingKind.EntryChanged)]
    [InlineData("postgres", "the amount in the state", LedgerFindingKind.EntryChanged)]
    [InlineData("sqlite", "an event", LedgerFindingKind.EventsChanged)]
    [InlineData("postgres", "an event", LedgerFindingKind.EventsChanged)]
    [InlineData("sqlite", "the list: removed", LedgerFindingKind.EntryMissing)]
    [InlineData("postgres", "the list: removed", LedgerFindingKind.EntryMissing)]
    [InlineData("sqlite", "the list: another time", LedgerFindingKind.EntryChanged)]
    [InlineData("sqlite", "the account's list: removed", LedgerFindingKind.EntryChanged)]
    [InlineData("sqlite", "the seal", LedgerFindingKind.SealChanged)]
    [InlineData("postgres", "the seal", LedgerFindingKind.SealChanged)]
    [InlineData("sqlite", "what the seal covers", LedgerFindingKind.SealChanged)]
    public async Task R_REF_6_tampering_shows_at_its_seal_and_entry(string database, string what, LedgerFindingKind found)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 2);
        const string order = "o-2-late";
        (await host.Tamper(what switch
        {
            "the amount in the state" => $$"""update states set state = replace(state, '"minor":-10000', '"minor":-10001') where kind = 'account' and id = '{{order}}'""",
            "an event" => $"update events set person = 'p_stranger' where kind = 'account' and id = '{order}' and version = 2",
            "the list: removed" => $"delete from lists where list = 'ledger' and aggregate = '{order}'",
            "the list: another time" =>
                $"update lists set sort_key = replace(sort_key, '/{order}/', '/{order}x/') where list = 'ledger' and aggregate = '{order}'",
            "the account's list: removed" => $"delete from lists where list = 'ledger/Customer' and aggregate = '{order}'",
            "the seal" => """update states set state = replace(state, '"Customer":-', '"Customer":-1') where kind = 'seal' and id = '0000000002'""",
            _ => """update events set body = replace(body, 'o-2-late', 'o-2-paid') where kind = 'seal' and id = '0000000002'""",
        })).ShouldBeGreaterThan(0);

        var replies = await history.Verify();
        var reply = replies.First(seal => seal.Findings.Count > 0);
        reply.Seal.Number.ShouldBe(2);
        var finding = reply.Findings.First(finding => finding.Kind == found);
        if (found != LedgerFindingKind.SealChanged)
            finding.OrderId.ShouldBe(order);
        if (found is LedgerFindingKind.EntryChanged or LedgerFindingKind.EntryMissing)
            finding.EntryId.ShouldStartWith("ent_");
        replies[0].Findings.ShouldBeEmpty("the seal before it stands");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_6_lines_that_are_removed_or_added_before_they_are_sealed_show_too(string database)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 1);
        (await history.Verify()).ShouldAllBe(reply => reply.Findings.Count == 0);
        await host.Request(await host.Order("o-9"), "step-9", ("1", 3));
        (await host.Tamper("delete from lists where list = 'ledger' and aggregate = 'o-9'")).ShouldBe(2);
        (await history.Verify())[^1].Findings.ShouldHaveSingleItem().Kind.ShouldBe(LedgerFindingKind.LinesUnaccounted);

        await host.Service.Advance(Duration.FromDays(1));
        var flagged = (await history.Verify()).Where(reply => reply.Findings.Any(finding => finding.Kind == LedgerFindingKind.LinesUnaccounted));
        flagged.ShouldHaveSingleItem().Seal.UnaccountedLines.ShouldBe(2);
        await host.Service.Advance(Duration.FromDays(1));
        (await history.Verify())[^1].Findings.ShouldBeEmpty("said once, by the seal of its period");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_6_running_sums_that_were_changed_past_the_service_show(string database)
    {
        await using var host = await Start(database);
        var history = await new LedgerHistory(host).Play(days: 1);
        await host.Request(await host.Order("o-9"), "step-9", ("1", 3));
        (await history.Verify()).ShouldAllBe(reply => reply.Findings.Count == 0);

        (await host.Tamper("update counters set value = value + 1 where name like 'ledger/Customer/credit/%'")).ShouldBeGreaterThan(0);
        (await history.Verify())[^1].Findings.ShouldHaveSingleItem().Kind.ShouldBe(LedgerFindingKind.SumsChanged);
        (await history.Verify()).SkipLast(1).ShouldAllBe(reply => reply.Findings.Count == 0);
    }

    /// <summary>A refund that was decided at a moment and is committed now.</summary>
    private static Task Book(RefundHost host, Instant decidedAt) => host.Service.Services.GetRequiredService<Accounts>().Change(
        Scenario.Order.OrderId, Own(decidedAt), Scenario.Request(Scenario.Order, "rfd_late", [("1", 3)]), _ => new Empty());

    private static async Task Seal(RefundHost host, int mostEntries, Instant now)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        var file = Path.Combine(folder, Merchant, "refunds.json");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var assembly = typeof(MerchantRefundPolicy).Assembly;
        using var standard = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("refunds.json", StringComparison.Ordinal)))!);
        await File.WriteAllTextAsync(file, (await standard.ReadToEndAsync()).Replace("\"sealEntries\": 2000", $"\"sealEntries\": {mostEntries}", StringComparison.Ordinal));
        var policies = new Policies<MerchantRefundPolicy>(assembly, "refunds.json", folder, TimeProvider.System);
        await ActivatorUtilities.CreateInstance<SealLedger>(host.Service.Services, policies)
            .Run(new(Merchant, ScheduleAggregate.Seal, ScheduleAggregate.Seal, now, 1), Own(now));
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static Call Own(Instant now) => new(new(Merchant, "refund", [Role.Service], "refund"), "test", now, CancellationToken.None);
}
