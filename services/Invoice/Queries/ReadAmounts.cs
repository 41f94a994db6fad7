using System.Globalization;
using System.Text;
using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Features;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;

namespace Aftersales.Invoices.Queries;

/// <summary>What is left to invoice, and what a month came to.</summary>
public sealed class ReadAmounts(Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrderFacts facts, OrdersInvoices orders, IStore store)
{
    public async Task<GetInvoiceableResponse> Handle(GetInvoiceableRequest request, Call call)
    {
        var order = await facts.Of(request.OrderId, call);
        var known = await aggregates.Read(call.Merchant, request.OrderId, call.Cancel);
        var left = InvoiceDecider.Left(order, known?.State, orders.Terms(call));
        return new()
        {
            Lines =
            {
                left.Select(line => new InvoiceableLine
                {
                    LineId = line.LineId,
                    Content = line.Content.Name,
                    Quantity = line.Quantity,
                    Amount = line.Amount.ToContract(),
                    RateBasisPoints = line.Content.Rate.BasisPoints,
                }),
            },
            Total = Money.Sum(left.Select(line => line.Amount), Currency.Cny).ToContract(),
        };
    }

    public async Task<GetInvoiceBalanceResponse> Handle(GetInvoiceBalanceRequest request, Call call)
    {
        var order = await facts.Of(request.OrderId, call);
        var known = await aggregates.Read(call.Merchant, request.OrderId, call.Cancel);
        var state = known?.State is { Paid.IsEmpty: false } invoiced ? invoiced
            : (known?.State ?? OrderInvoices.Of(order.CustomerId)) with { Paid = Billing.Of(order, orders.Terms(call).Policy) };
        var lines = OrderBalance.Of(state);
        return new()
        {
            Lines = { lines.Select(Balance) },
            Total = Balance(OrderBalance.Total(lines)),
            Balanced = !OrderBalance.IsUnbalanced(state),
        };
    }

    private static InvoiceBalance Balance(LineBalance line) => new()
    {
        LineId = line.LineId,
        Content = line.Content,
        Paid = line.Paid.ToContract(),
        Refunded = line.Refunded.ToContract(),
        Blue = line.Blue.ToContract(),
        Red = line.Red.ToContract(),
        UnderWay = line.UnderWay.ToContract(),
        Left = line.Left.ToContract(),
    };

    public async Task<GetInvoiceTotalsResponse> Handle(GetInvoiceTotalsRequest request, Call call)
    {
        var rates = orders.Terms(call).Policy.AllRates().ToList();
        var names = rates.SelectMany(rate => Both(red => MonthlyTotals.Nets(request.Month, red, rate).Concat(MonthlyTotals.Taxes(request.Month, red, rate))))
            .Concat(Both(red => MonthlyTotals.Counts(request.Month, red)));
        var sums = await store.Counters(call.Merchant, [.. names], call.Cancel);
        var totals = rates.Select(rate => new InvoiceRateTotal
        {
            RateBasisPoints = rate.BasisPoints,
            BlueNet = Fen(MonthlyTotals.Nets(request.Month, red: false, rate)),
            BlueTax = Fen(MonthlyTotals.Taxes(request.Month, red: false, rate)),
            RedNet = Fen(MonthlyTotals.Nets(request.Month, red: true, rate)),
            RedTax = Fen(MonthlyTotals.Taxes(request.Month, red: true, rate)),
        }).Where(total => total.BlueNet.MinorUnits > 0 || total.RedNet.MinorUnits > 0).ToList();
        return new()
        {
            Totals = { totals },
            BlueCount = Sum(MonthlyTotals.Counts(request.Month, red: false)),
            RedCount = Sum(MonthlyTotals.Counts(request.Month, red: true)),
            Csv = Csv(request.Month, totals),
        };

        long Sum(IEnumerable<string> parts) => parts.Sum(name => sums.GetValueOrDefault(name));

        Contracts.Money Fen(IEnumerable<string> parts) => Money.Cny(Sum(parts)).ToContract();
    }

    private static IEnumerable<string> Both(Func<bool, IEnumerable<string>> of) => of(false).Concat(of(true));

    private static string Csv(string month, IEnumerable<InvoiceRateTotal> totals)
    {
        var csv = new CsvWriter().Row("month", "rate", "blue_net", "blue_tax", "red_net", "red_tax");
        foreach (var total in totals)
            csv.Row([month, $"{Percent.Of(total.RateBasisPoints / 100m)}", .. new[] { total.BlueNet, total.BlueTax, total.RedNet, total.RedTax }.Select(Text)]);
        return Encoding.UTF8.GetString(csv.Take());
    }

    private static string Text(Contracts.Money amount) => Money.Cny(amount.MinorUnits).ToDecimalText();
}
