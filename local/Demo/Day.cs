using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Tracking;

namespace Aftersales.Demo;

/// <summary>The day, hour by hour: the flows of the handbook, then the days that their deadlines take.</summary>
/// <param name="ofEachProblem">Cases at most of each of <see cref="Problems"/>.</param>
internal sealed class Day(World world, Staff staff, Import import, Progress progress, int ofEachProblem)
{
    private const int AtOnce = 8;
    public static readonly DateTimeOffset Morning = new(2026, 6, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly List<Play> plays = [];

    public IReadOnlyList<Play> Plays => plays;

    public async Task Run()
    {
        var dispatched = await import.Orders(OrderStatus.Dispatched);
        dispatched.AddRange(await import.Orders(OrderStatus.Signed));
        var unpaid = new Queue<Order>(await import.Orders(OrderStatus.Placed));
        var closed = new Queue<Order>(await import.Orders(OrderStatus.Cancelled));
        var open = new Queue<Order>(dispatched.OrderBy(o => o.OrderId, StringComparer.Ordinal));
        var settled = new Queue<Order>(await import.Orders(OrderStatus.Settled));
        var overdue = new Queue<Order>((await import.Orders(OrderStatus.Paid)).OrderBy(o => o.PaidTime));

        var normal = Take(open, 14, "normal return", Returnable);
        var pickedUp = Take(open, 10, "damaged, picked up", _ => true);
        var scrapped = Take(open, 6, "damaged, scrapped in place", _ => true);
        var late = Take(open, 5, "damaged, pickup late", _ => true);
        var refusedLate = Take(open, 1, "damaged, late and refused", _ => true);
        var invoiced = Take(open, 8, "invoiced", _ => true);
        var above = Take(open, 8, "above authority", o => o.PaidAmount.MinorUnits is > 2000 and < 130000);
        var increased = Take(open, 3, "increased", o => Returnable(o) && o.PaidAmount.MinorUnits is > 2000 and < 80000);
        var forReview = Take(open, 2, "for a review", o => o.PaidAmount.MinorUnits > 2000);
        var withdrawn = Take(open, 3, "withdrawn", _ => true);
        var exchanged = Take(open, 3, "exchanged", Returnable);
        var shipped = Take(open, 3, "self-shipped", Returnable);
        var wrong = Take(open, 2, "wrong invoice", _ => true);
        var special = Take(open, 2, "VAT special", _ => true);
        var refused = Take(open, 3, "refused at the door", _ => true);
        var replaced = Take(open, 3, "replaced", _ => true);
        var wantedAgain = Take(open, 2, "wanted once more", _ => true);
        var abnormal = Take(settled, 11, "settled, abnormal refund", _ => true);
        var cash = Take(overdue, 2, "cash instead", _ => true);
        var platform = Take(open, 4, "to the platform", o => o.PaidAmount.MinorUnits > 2000);
        var twice = Take(open, 2, "twice to the platform", o => o.PaidAmount.MinorUnits > 2000);
        var mediated = Take(open, 1, "mediated", o => o.PaidAmount.MinorUnits > 2000);
        var leftAlone = Take(open, 6, "left alone", o => o.PaidAmount.MinorUnits > 2000);
        var advised = new Dictionary<Play, Problem>();
        Advise(settled, (Problems.NeighbourSigned, 12), (Problems.StrangerSigned, 3), (Problems.Split, 14), (Problems.Believed, 3), (Problems.Scratched, 14), (Problems.NoPhoto, 4),
            (Problems.WrongPage, 8), (Problems.Defect, 12), (Problems.PriceExplained, 12), (Problems.InvoiceExplained, 6), (Problems.PromiseBroken, 6), (Problems.RudeCourier, 6),
            (Problems.PoliteAgent, 4), (Problems.Question, 5));
        Advise(open, (Problems.UnderWay, 14), (Problems.Lost, 8), (Problems.NobodyHome, 8), (Problems.Found, 4), (Problems.Question, 5));
        Advise(overdue, (Problems.Restocked, 5), (Problems.ShortRefunded, 4), (Problems.Late, 8), (Problems.Oversold, 5));
        Advise(unpaid, (Problems.OversoldUnpaid, 6), (Problems.PriceWrong, 7));
        Advise(closed, (Problems.GeneralQuestion, 13));
        List<Play> unsigned = [.. advised.Keys, .. platform, .. twice, .. mediated, .. leftAlone, .. abnormal, .. refused, .. replaced, .. wantedAgain, .. cash];
        List<Play> invoiceOnly = [.. wrong, .. special];

        void Advise(Queue<Order> orders, params ReadOnlySpan<(Problem Problem, int Count)> problems)
        {
            foreach (var (problem, count) in problems)
                foreach (var play in Take(orders, Math.Min(count, ofEachProblem), problem.Flow, _ => true))
                    advised.Add(play, problem);
        }

        await progress.Each("payments known to the channel", plays.Where(p => p.Order.TradeNo.Length > 0), AtOnce, p => import.RegisterTrade(p.Order));
        await progress.Each("parcels signed for", plays.Except(unsigned), AtOnce, p => import.Sign(p.Order, Morning.AddHours(-20)));

        await progress.Each("09:00 invoices requested", invoiced.Concat(wrong), AtOnce, p => p.RequestInvoice());
        await progress.Each("09:30 VAT special requested", special, AtOnce, p => p.RequestVatSpecial());
        await progress.Once("10:00 invoices batched, approved, released", () => IssueInvoices("first"));
        await progress.Each("10:10 invoices issued", invoiced.Concat(invoiceOnly), AtOnce, p => p.InvoiceIssued());

        await progress.Once("the channel will not answer three times", LoseAnswers);
        await progress.Each("complaints", pickedUp.Concat(scrapped).Concat(late).Concat(refusedLate).Concat(invoiced), AtOnce, async play =>
        {
            await play.Complain(CaseType.Damaged, photo: true);
            await play.Offer(play.ReturnIt(), play.Coupon());
            await play.Accept();
            await play.Approve(beyondResale: scrapped.Contains(play) || invoiced.Contains(play));
        });
        await progress.Each("returns asked for directly", normal.Concat(shipped), AtOnce, async play =>
        {
            await play.RequestReturn(ships: shipped.Contains(play));
            await play.Approve();
        });
        await progress.Each("exchanges", exchanged, AtOnce, async play =>
        {
            await play.Complain(CaseType.WrongItem, photo: true);
            await play.Offer(play.ExchangeIt());
            await play.Accept();
            await play.Approve();
        });
        await progress.Each("parcels lost, replaced", replaced.Concat(wantedAgain), AtOnce, async play =>
        {
            await play.Complain(wantedAgain.Contains(play) ? CaseType.Replacement : CaseType.NotDelivered, photo: false);
            await play.Offer(ResponsibleParty.Courier, play.ReplaceIt());
            await play.Accept();
            await play.SendReplacement();
        });
        await progress.Each("parcels refused at the door", refused, AtOnce, async play =>
        {
            await import.Refuse(play.Order, Morning.AddHours(-1));
            await play.Complain(CaseType.RefusedDelivery, photo: false);
            await play.Offer(play.ReturnIt());
            await play.Accept();
        });
        await progress.Each("offers above authority", above, AtOnce, async play =>
        {
            await play.Complain(CaseType.Quality, photo: true);
            await play.OfferAboveAuthority();
            await play.Accept();
        });
        await progress.Each("offers for a good review", forReview, AtOnce, async play =>
        {
            await play.Complain(CaseType.Quality, photo: true);
            await play.OfferForReview();
            await play.Accept();
        });
        await progress.Each("offers that were too little", increased, AtOnce, async play =>
        {
            await play.Complain(CaseType.Quality, photo: true);
            await play.Offer(play.Coupon());
            await play.Accept();
            await play.Close();
            await play.Increase();
        });
        await progress.Each("refunds of settled orders checked", abnormal, AtOnce, async play =>
        {
            await play.Complain(CaseType.MissingItem, photo: false);
            await play.Offer(play.RefundIt());
            await play.Accept();
            await play.CheckAbnormalRefund();
        });
        await progress.Each("owed for lateness, wanted in cash", cash, AtOnce, p => p.AskForCash());
        await progress.Each("wrong invoices sent back", wrong, AtOnce, p => p.SendBackWrongInvoice());
        await progress.Once("15:00 invoices batched, approved, released", () => IssueInvoices("second"));
        await progress.Each("15:10 invoices issued", wrong, AtOnce, p => p.InvoiceIssued());
        await progress.Each("complaints withdrawn", withdrawn, AtOnce, async play =>
        {
            await play.Complain(CaseType.Conduct, photo: false);
            await play.Withdraw();
        });
        await progress.Each("goods picked up, received, inspected", pickedUp.Concat(normal).Concat(exchanged), AtOnce, p => p.SendBack());
        await progress.Each("goods that customers sent arrive", shipped, AtOnce, p => p.Ship());
        await progress.Each("goods come back from the door", refused, AtOnce, p => p.ComeBackFromTheDoor());
        await progress.Each("exchanges sent", exchanged, AtOnce, p => p.SendReplacement());
        await progress.Each("every other type, as the rules advise", advised.Keys, AtOnce, p => p.Handle(advised[p]));
        await progress.Each("demands put before the platform", platform, AtOnce, p => p.GoToPlatform());
        await progress.Each("higher demands, put before it again", twice, AtOnce, p => p.GoToPlatformTwice());
        await progress.Each("mediated", mediated, AtOnce, p => p.Mediate());
        await progress.Each("complaints that nobody looks at", leftAlone, AtOnce, p => p.Complain(CaseType.Conduct, photo: false));
        await progress.Once("finance pays the batch", PayBatch);
        var silent = advised.Keys.Where(p => p.Expected == CaseOutcome.Expired).ToList();
        List<Play> later = [.. silent, .. leftAlone, .. late, .. refusedLate, .. exchanged, .. replaced, .. wantedAgain];
        await progress.Each("customers told and asked", plays.Except(later).Except(withdrawn).Except(invoiceOnly), AtOnce, p => p.Close());

        await progress.Each("coupons spent at the checkout", forReview, AtOnce, p => p.SpendCoupon());

        await progress.Once("five days pass", () => world.AdvanceTo(Morning.AddDays(6)));
        await progress.Each("overdue complaints, on a higher tier", leftAlone, AtOnce, async play =>
        {
            await play.Offer(play.Coupon());
            await play.Accept();
        });
        await progress.Each("late goods arrive after all", late, AtOnce, p => p.SendBack());
        await progress.Each("late goods refused", refusedLate, AtOnce, p => p.SendBack(accepted: false));
        await progress.Each("customers told and asked", later.Except(silent), AtOnce, p => p.Close());
        await progress.Once("what is owed is granted to those who keep silent", () => world.AdvanceTo(Morning.AddDays(12)));
    }

    private List<Play> Take(Queue<Order> orders, int count, string flow, Func<Order, bool> fits)
    {
        var taken = new List<Play>();
        var passed = new List<Order>();
        while (taken.Count < count)
        {
            var order = orders.Count > 0 ? orders.Dequeue() : throw new InvalidOperationException($"too few orders for {flow}");
            if (order.Lines.Count > 0 && fits(order))
                taken.Add(new(world, staff, order, flow));
            else
                passed.Add(order);
        }

        foreach (var order in passed)
            orders.Enqueue(order);
        plays.AddRange(taken);
        return taken;
    }

    private static bool Returnable(Order order) =>
        order.Lines[0].Category is Category.Daily or Category.Household or Category.Office or Category.Apparel && order.Lines[0].UnitListPrice.MinorUnits > 2000;

    private async Task IssueInvoices(string which)
    {
        var batch = (await staff.InvoiceDesk.CreateInvoiceBatchAsync(new() { RequestId = Seed.RequestId("invoice-batch", which) })).Batch;
        await staff.InvoiceApproval.ApproveInvoiceBatchAsync(new() { RequestId = Seed.RequestId("invoice-approve", which), BatchId = batch.BatchId });
        await staff.InvoiceFinance.ReleaseInvoiceBatchAsync(new() { RequestId = Seed.RequestId("invoice-release", which), BatchId = batch.BatchId });
    }

    /// <summary>Three payments are made and not answered for: a time-out is unknown, not failed (R-REF-4).</summary>
    private async Task LoseAnswers()
    {
        using var answer = await world.Simulators.PostAsJsonAsync("faults", new { operation = "payment.refund", kind = "TIMEOUT_AFTER", times = 3, delay_ms = 50 });
        answer.EnsureSuccessStatusCode();
    }

    private async Task PayBatch()
    {
        var batch = (await staff.Finance.CreateBatchAsync(new() { RequestId = Seed.RequestId("refund-batch") })).Batch;
        await staff.ThirdCheck.ApproveBatchAsync(new() { RequestId = Seed.RequestId("refund-approve"), BatchId = batch.BatchId });
        await staff.Finance.PayBatchAsync(new() { RequestId = Seed.RequestId("refund-pay"), BatchId = batch.BatchId });
    }
}
