using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Channel = Aftersales.Contracts.Complaints.Channel;

namespace Aftersales.Demo;

/// <summary>What the day came to, read back through the contracts, and whether everything that must hold does.</summary>
internal sealed partial class Result(World world, Staff staff, IReadOnlyList<Play> plays)
{
    private static readonly DateTime FirstDay = new(2026, 6, 2);
    private const long AtMost = 50000;
    private readonly List<(string Rule, bool Holds, string Detail)> invariants = [];

    /// <summary>Prints the tables; true when every invariant holds.</summary>
    public async Task<bool> Print()
    {
        var cases = await Cases();
        var refunds = await Refunds();
        var grants = await Grants();
        var invoices = await Invoices();
        var balance = await staff.Finance.GetTrialBalanceAsync(new());
        PrintCases(cases);
        Console.WriteLine();
        Console.WriteLine($"  refunded     {Yuan(Sum(refunds.Where(r => r.State == RefundState.Paid))),12}   {refunds.Count(r => r.State == RefundState.Paid)} refunds, {refunds.Count(r => r.Kind == RefundKind.Abnormal)} abnormal, {refunds.Count(r => r.Advance)} in advance");
        Console.WriteLine($"  compensated  {Yuan(grants.Sum(g => g.Amount.MinorUnits)),12}   {grants.Count} grants; {Demo.Refusals.AboveAuthority.Times} refused {Demo.Refusals.AboveAuthority.What}, {Demo.Refusals.ForReview.Times} {Demo.Refusals.ForReview.What}");
        Console.WriteLine($"  invoiced     {Yuan(invoices.Where(i => i.Number.Length > 0).Sum(i => i.Total.MinorUnits)),12}   {invoices.Count} invoices");
        Console.WriteLine($"  red letters  {Yuan(invoices.SelectMany(i => i.RedLetters).Sum(r => r.Total.MinorUnits)),12}   {invoices.Sum(i => i.RedLetters.Count)} reversals");
        PrintBalance(balance);
        CheckCases(cases);
        await CheckDesk(cases);
        await CheckMoney(refunds, balance);
        CheckChains(refunds);
        await CheckGrants(grants);
        CheckInvoices(invoices, refunds);
        Console.WriteLine("\n  invariants");
        foreach (var (rule, holds, detail) in invariants)
            Console.WriteLine($"  {(holds ? "holds " : "BROKEN")}  {rule}{(detail.Length > 0 ? $" ({detail})" : "")}");
        return invariants.TrueForAll(i => i.Holds);
    }

    private static void PrintCases(List<Case> cases)
    {
        Console.WriteLine($"\n  {"cases",-20}{"closed",8}{"open",8}   outcome");
        foreach (var type in cases.GroupBy(c => c.Type).OrderBy(g => g.Key))
        {
            var outcomes = type.GroupBy(c => c.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}");
            Console.WriteLine($"  {type.Key,-20}{type.Count(c => c.State == CaseState.Closed),8}{type.Count(c => c.State != CaseState.Closed),8}   {string.Join(", ", outcomes)}");
        }
    }

    private static void PrintBalance(GetTrialBalanceResponse balance)
    {
        Console.WriteLine($"\n  trial balance ({balance.Entries} lines)");
        foreach (var account in balance.Accounts.Where(a => a.Balance.MinorUnits != 0))
            Console.WriteLine($"  {account.Account,-20}{Yuan(account.Balance.MinorUnits),14}");
        Console.WriteLine($"  {"sum",-20}{Yuan(balance.Sum.MinorUnits),14}");
    }

    private void CheckCases(List<Case> cases)
    {
        var withCase = plays.Where(play => play.CaseId.Length > 0).ToList();
        Check("every case of the day is closed, each as its flow says (R-CASE-4, R-ESC-3)", withCase.All(play =>
            cases.Single(c => c.CaseId == play.CaseId) is { State: CaseState.Closed } ended
            && ended.Outcome == play.Expected), $"{withCase.Count} cases");
        Check("no order has two cases for one problem (R-CASE-2)", cases.Where(c => c.Channel != Channel.Tracking && c.OrderId.Length > 0).GroupBy(c => (c.OrderId, c.Type)).All(g => g.Count() == 1));
    }

    private async Task CheckMoney(List<Refund> refunds, GetTrialBalanceResponse balance)
    {
        var paid = plays.ToDictionary(p => p.Order.OrderId, p => p.Order.PaidAmount.MinorUnits);
        Check("no order got back more than was paid for it (R-REF-3)", refunds.GroupBy(r => r.OrderId).All(g => Sum(g) <= paid[g.Key]));
        Check("every refund is paid, each under one number of its own (R-REF-4)",
            refunds.TrueForAll(r => r.State == RefundState.Paid) && refunds.Select(r => r.Payout.OutRequestNo).Distinct().Count() == refunds.Count, $"{refunds.Count} refunds");
        Check("the books balance to zero (R-REF-6)", balance.Sum.MinorUnits == 0 && balance.Accounts.Sum(a => a.Balance.MinorUnits) == 0 && balance.Entries > 0);
        var channel = await ChannelPaid();
        Check("the channel's statement shows exactly what was refunded (R-REF-7)", channel == Sum(refunds), $"{Yuan(channel)}");
        await CheckBooks(refunds);
        var advances = refunds.Where(r => r.Advance).ToList();
        Check("each advance was settled by its goods, or is on the collection list (R-REF-5)",
            advances.Count > 0 && advances.TrueForAll(r => r.AdvanceState is AdvanceState.Settled or AdvanceState.ToCollect),
            $"{advances.Count(r => r.AdvanceState == AdvanceState.Settled)} settled, {advances.Count(r => r.AdvanceState == AdvanceState.ToCollect)} to collect");
    }

    private async Task CheckBooks(List<Refund> refunds)
    {
        var books = new Books(world, staff);
        var days = await books.Reconcile(FirstDay, await Today());
        Check("every day of the channel's statement is reconciled, without a difference (R-REF-7)",
            days.Count > 0 && days.All(day => day is { State: ReconciliationState.Settled, OpenDifferences: 0, Difference.MinorUnits: 0 })
            && days.Sum(day => day.Ours.MinorUnits) == Sum(refunds), $"{days.Count} days, {days.Sum(day => day.Totals.Sum(total => total.Count))} payments");
        var (seals, findings) = await books.Verify();
        Check("the ledger is what was sealed (R-REF-6)", seals > 0 && findings == 0, $"{seals} seals");
        var batches = (await staff.Finance.ListBatchesAsync(new())).Batches;
        Check("each batch was approved and paid by different people, and every item has come to its end (R-REF-7, R-PPL-1)",
            batches.Count > 0 && batches.All(batch => batch.State == BatchState.Settled && batch.ApprovedBy != batch.PaidBy), $"{batches.Count} batches");
        Check("what the channel left unanswered was asked about and never paid again (R-REF-4)",
            await Unanswered() is > 0 and var asked && refunds.Count(refund => refund.Payout.Asked > 0) >= asked, $"{await Unanswered()} payments");
    }

    private void CheckChains(List<Refund> refunds)
    {
        var abnormal = refunds.Where(r => r.Kind == RefundKind.Abnormal).ToList();
        Check("abnormal refunds passed three checks and a payer, all different people (R-PPL-1, R-REF-2)", abnormal.Count > 0 && abnormal.TrueForAll(r =>
            new[] { CheckStep.First, CheckStep.Second, CheckStep.Third, CheckStep.Pay }.All(step => r.Checks.Any(c => c.Step == step))
            && r.Checks.Select(c => c.PersonId).Distinct().Count() == r.Checks.Count), $"{abnormal.Count} refunds");
    }

    private async Task CheckGrants(List<Grant> grants)
    {
        var paid = plays.ToDictionary(p => p.Order.OrderId, p => p.Order.PaidAmount.MinorUnits);
        var byTier = grants.Where(g => g.Basis.RuleId is "l1-coupon" or "l2-coupon").ToList();
        Check("what a tier granted for an order and cause is within its authority (R-COMP-2, R-COMP-5)",
            byTier.GroupBy(g => (g.OrderId, g.Cause)).All(g => g.Sum(one => one.Amount.MinorUnits) <= Math.Min(20000, (paid[g.Key.OrderId] * (g.Any(one => one.Basis.Tier == Contracts.Tier.L2) ? 20 : 10) + 50) / 100)),
            $"{byTier.Count} grants");
        Check("an increase granted the difference, by a higher tier (R-COMP-5)", grants.GroupBy(g => (g.OrderId, g.Cause)).Where(g => g.Count() > 1).ToList() is { Count: > 0 } increases
            && increases.TrueForAll(g => g.Select(one => one.Basis.Tier).Distinct().Count() == g.Count()));
        Check("what L1 may not grant was refused, and granted by L2 (R-COMP-3)", grants.Count(g => g.Basis.Tier == Contracts.Tier.L2) >= 8);
        var owed = grants.Where(g => g.Basis.RuleId is "overdue-coupon" or "overdue-cash-declined-coupon").ToList();
        Check("30 % was owed for lateness, asked for or not, as a coupon or in cash (R-COMP-4)",
            owed.Any(g => g.Kind == CompensationKind.Coupon) && owed.Count(g => g.Kind == CompensationKind.Cash) == plays.Count(p => p.Flow == "cash instead")
            && owed.TrueForAll(g => g.Amount.MinorUnits == Owed(g, grants)), $"{owed.Count} grants");
        var spent = new List<WalletCoupon>();
        foreach (var play in plays.Where(p => p.Flow == "for a review"))
            spent.AddRange(await play.Wallet(CouponState.Spent));
        Check("a coupon that was let go is spent once, on the next order (R-COMP-8)", spent.Count == plays.Count(p => p.Flow == "for a review")
            && spent.TrueForAll(c => c.Coupon.SpentOrderId == $"next-{c.OrderId}"), $"{spent.Count} coupons");
    }

    // 30 %, less what was granted for the same cause before (R-COMP-5); with all that was granted for the order, no more than 500 CNY.
    private static long Owed(Grant grant, List<Grant> grants)
    {
        var before = grants.FindAll(g => g.OrderId == grant.OrderId && g.GrantedTime.ToDateTime() < grant.GrantedTime.ToDateTime());
        var thirty = ((grant.Basis.PaidAmount.MinorUnits * 30) + 50) / 100;
        return Math.Min(
            Math.Min(thirty, AtMost) - before.Where(g => g.Cause == grant.Cause).Sum(g => g.Amount.MinorUnits),
            AtMost - before.Sum(g => g.Amount.MinorUnits));
    }

    private void CheckInvoices(List<Invoice> invoices, List<Refund> refunds)
    {
        // The postage of a wrong invoice and compensation are no part of what was paid for the order.
        var ofGoods = refunds.Where(r => r.InvoicePostage is not { MinorUnits: > 0 } && r.Compensation is not { MinorUnits: > 0 }).ToList();
        var refunded = ofGoods.GroupBy(r => r.OrderId).ToDictionary(g => g.Key, Sum);
        var paid = plays.ToDictionary(p => p.Order.OrderId, p => p.Order.PaidAmount.MinorUnits);
        Check("blue less red is what each customer finally paid, to the fen (R-INV-6)", invoices.Count > 0 && invoices.GroupBy(i => i.OrderId).All(order =>
            order.Sum(i => i.Total.MinorUnits - i.RedLetters.Sum(r => r.Total.MinorUnits)) == paid[order.Key] - refunded.GetValueOrDefault(order.Key)), $"{invoices.Count} invoices");
        Check("every refund of an invoiced order has its red letter (R-REF-8)", invoices.TrueForAll(i =>
            ofGoods.Where(r => r.OrderId == i.OrderId).All(r => i.RedLetters.Count(red => red.RefundId == r.RefundId && red.Number.Length == 20) == 1)));
        Check("a wrong invoice was taken back whole, and its postage paid back (R-INV-3)", plays.Where(p => p.Flow == "wrong invoice").All(play =>
            invoices.Where(i => i.OrderId == play.Order.OrderId).ToList() is { Count: 2 } both
            && both.Count(i => i.RedLetters.Sum(r => r.Total.MinorUnits) == i.Total.MinorUnits) == 1
            && refunds.Count(r => r.OrderId == play.Order.OrderId && r is { InvoicePostage.MinorUnits: 500, State: RefundState.Paid }) == 1));
        Check("VAT special carries the whole order (R-INV-4)", plays.Where(p => p.Flow == "VAT special").All(play =>
            invoices.Single(i => i.OrderId == play.Order.OrderId) is { Kind: InvoiceKind.VatSpecial } one && one.Total.MinorUnits == play.Order.PaidAmount.MinorUnits));
    }

    private async Task<DateTime> Today() => (await world.Now()).ToOffset(TimeSpan.FromHours(8)).Date;

    // Payments that the channel made without saying so.
    private async Task<int> Unanswered()
    {
        var calls = await world.Simulators.GetFromJsonAsync<JsonElement>("calls?operation=payment.refund");
        return calls.GetProperty("calls").EnumerateArray().Count(call => call.TryGetProperty("fault", out var fault) && fault.GetString() == "TIMEOUT_AFTER");
    }

    private async Task<long> ChannelPaid()
    {
        var today = await Today();
        long fen = 0;
        for (var day = FirstDay; day <= today; day = day.AddDays(1))
        {
            var statement = await world.Simulators.GetFromJsonAsync<JsonElement>($"payment/statement?date={day:yyyy-MM-dd}");
            fen += (long)(decimal.Parse(statement.GetProperty("expense_amount").GetString()!, CultureInfo.InvariantCulture) * 100);
        }

        return fen;
    }

    private async Task<List<Case>> Cases()
    {
        var all = new List<Case>();
        var page = new ListCasesResponse();
        do
            all.AddRange((page = await staff.Desk.ListCasesAsync(new() { PageSize = 500, PageToken = page.NextPageToken })).Cases);
        while (page.NextPageToken.Length > 0);
        return all;
    }

    private async Task<List<Refund>> Refunds()
    {
        var all = new List<Refund>();
        var page = new ListRefundsResponse();
        do
            all.AddRange((page = await staff.Finance.ListRefundsAsync(new() { PageSize = 500, PageToken = page.NextPageToken })).Refunds);
        while (page.NextPageToken.Length > 0);
        return all;
    }

    private async Task<List<Grant>> Grants()
    {
        var all = new List<Grant>();
        var page = new ListGrantsResponse();
        do
            all.AddRange((page = await staff.Grants.ListGrantsAsync(new() { PageSize = 500, PageToken = page.NextPageToken })).Grants);
        while (page.NextPageToken.Length > 0);
        return all;
    }

    // Those issued: what was ticked at orders of the import waits for its title.
    private async Task<List<Invoice>> Invoices()
    {
        var all = new List<Invoice>();
        var page = new ListInvoicesResponse();
        do
            all.AddRange((page = await staff.InvoiceDesk.ListInvoicesAsync(new() { PageSize = 500, PageToken = page.NextPageToken })).Invoices);
        while (page.NextPageToken.Length > 0);
        return all.FindAll(i => i.Number.Length > 0);
    }

    private static long Sum(IEnumerable<Refund> refunds) => refunds.Sum(r => r.Amount.MinorUnits);

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private void Check(string rule, bool holds, string detail = "") => invariants.Add((rule, holds, detail));
}
