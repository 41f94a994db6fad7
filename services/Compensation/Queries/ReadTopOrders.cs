using System.Text;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;

namespace Aftersales.Compensations.Queries;

/// <summary>The orders for which a month granted the most.</summary>
public sealed class ReadTopOrders(IStore store)
{
    private const int Usual = 50;

    public async Task<ListTopOrdersResponse> Handle(ListTopOrdersRequest request, Call call)
    {
        var prefix = SpendingSums.OrdersOf(request.Month);
        var sums = await store.LargestUnder(call.Merchant, prefix, request.Limit == 0 ? Usual : request.Limit, call.Cancel);
        var csv = new CsvWriter().Row("month", "order", "amount");
        foreach (var (name, fen) in sums)
            csv.Row(request.Month, name[prefix.Length..], Money.Cny(fen).ToDecimalText());
        return new()
        {
            Orders = { sums.Select(sum => new OrderSpending { OrderId = sum.Name[prefix.Length..], Amount = Money.Cny(sum.Value).ToContract() }) },
            Csv = Encoding.UTF8.GetString(csv.Take()),
        };
    }
}
