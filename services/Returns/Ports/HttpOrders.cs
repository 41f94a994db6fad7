using System.Net;
using System.Text.Json;
using Aftersales.Kernel;
using Aftersales.Platform.Peers;
using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns.Ports;

/// <summary>
/// The order platform's HTTP API: <c>POST orders</c>, <c>GET orders/{no}</c>, <c>POST orders/{no}/cancel</c>, <c>POST abnormal-returns</c>,
/// <c>POST abnormal-returns/{no}/withdraw</c>, JSON in snake case.
/// </summary>
public sealed class HttpOrders(HttpClient http) : IOrders
{
    private readonly PortClient client = new(http, IOrders.Name);

    public Task RegisterReturn(AbnormalReturn abnormal, CancellationToken cancel) =>
        client.Call(HttpMethod.Post, "abnormal-returns", abnormal, (_, _) => true, cancel, HttpStatusCode.OK);

    public Task WithdrawReturn(string returnNo, CancellationToken cancel) => client.Call(
        HttpMethod.Post, $"abnormal-returns/{Uri.EscapeDataString(returnNo)}/withdraw", new { }, (_, _) => true, cancel, HttpStatusCode.OK, HttpStatusCode.NotFound);

    public Task<OrderNews?> Find(string orderNo, CancellationToken cancel) => client.Call(
        HttpMethod.Get, Path(orderNo), null, (status, answer) => status == HttpStatusCode.OK ? Read(answer) : null, cancel, HttpStatusCode.OK, HttpStatusCode.NotFound);

    public Task<OrderNews> Place(OrderToPlace order, CancellationToken cancel)
    {
        var body = new
        {
            order.OrderNo,
            order.OriginalOrderNo,
            Kind = order.Kind.ToString().ToUpperInvariant(),
            PaidBy = order.PaidBy.ToString().ToUpperInvariant(),
            Value = order.Value.ToDecimalText(),
            order.Lines,
        };
        return client.Call(
            HttpMethod.Post,
            "orders",
            body,
            (status, answer) => status == HttpStatusCode.OK ? Read(answer) : new(OrderStanding.Refused, Refusal: PortClient.Refused(answer)),
            cancel,
            HttpStatusCode.OK,
            HttpStatusCode.UnprocessableEntity);
    }

    // 409: it left, or is over; asking tells how it stands.
    public async Task<OrderNews> Cancel(string orderNo, CancellationToken cancel) =>
        await client.Call(
            HttpMethod.Post, $"{Path(orderNo)}/cancel", new { }, (status, answer) => status == HttpStatusCode.OK ? Read(answer) : null, cancel, HttpStatusCode.OK, HttpStatusCode.Conflict)
        ?? await Find(orderNo, cancel)
        ?? throw new InvalidOperationException("the order platform refuses to cancel what it does not know");

    private static string Path(string orderNo) => $"orders/{Uri.EscapeDataString(orderNo)}";

    private static OrderNews Read(JsonElement answer) => new(
        PortClient.Text(answer, "status") switch
        {
            "PLACED" => OrderStanding.Placed,
            "DISPATCHED" => OrderStanding.Dispatched,
            "SIGNED" => OrderStanding.Signed,
            "LOST" => OrderStanding.Lost,
            "CANCELLED" => OrderStanding.Cancelled,
            _ => throw new JsonException("an order with an unknown status"),
        },
        PortClient.OptionalText(answer, "tracking_no"));

    // Two places, in integer fen.
}
