using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

public sealed class InvoiceWalkTests
{
    private static readonly string[] Lines = ["a", "b", "freight"];

    /// <summary>
    /// Random walks over all commands: several invoices, whole and in part, batches, refunds that race with them, fail or are called off, wrong
    /// invoices and red letters by hand. The amounts are held against a model that knows only what was paid and refunded.
    /// </summary>
    [Fact]
    public void R_INV_6_whatever_happens_in_whichever_order_blue_and_red_of_a_line_are_what_was_finally_paid()
    {
        var seen = new HashSet<InvoiceState>();
        for (var seed = 0; seed < 1_500; seed++)
            Should.NotThrow(new Walk(seed, seen).Run, $"seed {seed}");

        seen.ShouldBe([.. Enum.GetValues<InvoiceState>()], ignoreOrder: true);
    }

    [Fact]
    public void A_broken_sum_stops_the_write()
    {
        var issued = Orders.In(InvoiceState.Issued).State!;
        var wrong = issued with { Invoices = [issued.Invoices[0] with { Lines = issued.Invoices[0].Lines.RemoveAt(0) }] };
        Should.Throw<InvalidOperationException>(() => InvoiceInvariants.Check(wrong)).Message.ShouldContain("R-INV-2");

        var twice = issued with { Invoices = [issued.Invoices[0], issued.Invoices[0] with { InvoiceId = "inv-2" }] };
        Should.Throw<InvalidOperationException>(() => InvoiceInvariants.Check(twice)).Message.ShouldContain("no more is invoiced");

        var less = issued with { Paid = [.. issued.Paid.Select(line => line with { Amount = line.Amount + Money.Cny(1) })] };
        Should.Throw<InvalidOperationException>(() => InvoiceInvariants.Check(less)).Message.ShouldContain("finally paid for it");
    }

    private sealed class Walk(int seed, HashSet<InvoiceState> seen)
    {
        private readonly Random random = new(seed);
        private readonly Dictionary<string, long> left = new() { ["a"] = 10000, ["b"] = 5999, ["freight"] = 800 };
        private readonly List<ClearRefund> refunds = [];
        private readonly Orders orders = new();
        private int ids;

        public void Run()
        {
            for (var step = 0; step < 30; step++)
            {
                Step();
                CheckBalance();
                foreach (var invoice in orders.State?.Invoices ?? [])
                    seen.Add(invoice.State);
            }

            Finish();
            orders.State!.Refunds.ShouldAllBe(refund => refund.State == ClearingState.Cleared, $"seed {seed}");
            foreach (var line in Lines)
                orders.State!.Standing(line).Amount.Minor.ShouldBe(left[line], $"seed {seed}, line {line}");
        }

        // The query that the accountant reads is counted from documents, the invariant from what is left of them.
        private void CheckBalance()
        {
            foreach (var line in orders.State is { } state ? OrderBalance.Of(state) : [])
            {
                (line.Blue - line.Red + line.UnderWay).ShouldBe(orders.State!.Standing(line.LineId).Amount, $"seed {seed}, line {line.LineId}");
                line.Left.IsNegative.ShouldBeFalse($"seed {seed}, line {line.LineId}");
            }
        }

        private void Step()
        {
            switch (random.Next(12))
            {
                case 0:
                    Try(Orders.Request($"inv-{ids++}"));
                    break;
                case 1:
                    var line = Lines[random.Next(3)];
                    Try(Orders.Request($"inv-{ids++}", parts: new AskedPart(line, 0, Money.Cny(random.NextInt64(1, 6000)))));
                    break;
                case 2 or 3 or 4 or 5:
                    if (Any(invoice => invoice.IsOpen || invoice.State == InvoiceState.Issuing) is { } open)
                        Push(open);
                    break;
                case 6 or 7:
                    Refund();
                    break;
                case 8:
                    Drop();
                    break;
                case 9:
                    if (Any(invoice => invoice.State is InvoiceState.Issued) is { } issued)
                        orders.Do(new Deliver(issued.InvoiceId, DeliveryMedium.Parcel, "1"));
                    if (Any(invoice => invoice.State is InvoiceState.Delivered) is { } wrong && random.Next(3) == 0)
                        Try(Orders.Request($"inv-{ids++}", kind: random.Next(2) == 0 ? InvoiceKind.Digital : InvoiceKind.Ordinary, replaces: wrong.InvoiceId));
                    break;
                case 10:
                    if (Any(invoice => invoice.State == InvoiceState.AwaitingOriginal) is { } awaiting)
                        orders.Do(random.Next(3) == 0 ? new AskForOriginal(awaiting.InvoiceId) : new ReceiveOriginal(awaiting.InvoiceId, true));
                    ByHand();
                    break;
                default:
                    AnswerReds();
                    break;
            }
        }

        private Invoice? Any(Func<Invoice, bool> which) =>
            orders.State?.Invoices.Where(which).ToList() is { Count: > 0 } some ? some[random.Next(some.Count)] : null;

        private void Try(InvoiceCommand command)
        {
            if (!orders.Decide(command).IsRefused)
                orders.Do(command);
        }

        private void Push(Invoice invoice)
        {
            if (invoice.State == InvoiceState.Requested)
                Try(Orders.Check(invoice.InvoiceId));
            else if (invoice.State == InvoiceState.Checked && random.Next(5) == 0)
                orders.Do(new SendBack(invoice.InvoiceId, $"ibt-{ids++}", "why"));
            else if (invoice.State == InvoiceState.Issuing)
                orders.Do(new TakeIssueAnswer(invoice.InvoiceId, random.Next(3) == 0 ? new TaxAnswer.Refused("X") : new TaxAnswer.Issued($"no-{ids++}", Orders.Now)));
            else
                orders.Do(Orders.Batch((Batches.BatchState)(invoice.State - InvoiceState.Checked), invoice.InvoiceId, invoice.BatchId ?? $"ibt-{ids++}"));
        }

        private void Refund()
        {
            var refund = Orders.Refund($"r-{ids++}", [.. Lines.Where(_ => random.Next(2) == 0).Select(line =>
                (line, random.Next(2), random.Next(3) == 0 ? left[line] : random.NextInt64(0, left[line] + 1)))]);
            orders.Do(refund);
            refunds.Add(refund);
            foreach (var line in refund.Lines)
                left[line.LineId] -= line.Amount.Minor;
            orders.Do(refund).Last.ShouldBeEmpty();
        }

        private void Drop()
        {
            if (refunds.Count == 0)
                return;
            var refund = refunds[random.Next(refunds.Count)];
            refunds.Remove(refund);
            orders.Do(new DropRefund(refund));
            foreach (var line in refund.Lines)
                left[line.LineId] += line.Amount.Minor;
            orders.Do(new DropRefund(refund)).Last.ShouldBeEmpty();
        }

        private void ByHand()
        {
            if (random.Next(4) == 0 && Any(invoice => invoice.State == InvoiceState.Issued) is { } issued)
                Try(new ApplyRedLetter(issued.InvoiceId, $"red-{ids++}", "cai", (RedLetterReason)random.Next(4), []));
            foreach (var red in orders.State?.Invoices.SelectMany(invoice => invoice.RedLetters).Where(red => red.State == RedLetterState.Applied).ToList() ?? [])
                Try(random.Next(2) == 0 ? new ConfirmRedLetter(red.RedLetterId, "shen") : new RejectRedLetter(red.RedLetterId, "shen", "why"));
        }

        private void AnswerReds()
        {
            if (orders.State is not null)
                orders.IssueReds();
        }

        // What was begun is brought to its end, and what is left is asked for.
        private void Finish()
        {
            for (var round = 0; round < 40; round++)
            {
                AnswerReds();
                foreach (var awaiting in orders.State?.Invoices.Where(invoice => invoice.State == InvoiceState.AwaitingOriginal).ToList() ?? [])
                    orders.Do(new ReceiveOriginal(awaiting.InvoiceId, false));
                if (Any(invoice => invoice.IsOpen || invoice.State == InvoiceState.Issuing) is { } open)
                    Push(open);
            }

            Try(Orders.Request($"inv-{ids++}"));
            while (Any(invoice => invoice.IsOpen || invoice.State == InvoiceState.Issuing) is { } open)
            {
                Push(open);
                AnswerReds();
            }
        }
    }
}
