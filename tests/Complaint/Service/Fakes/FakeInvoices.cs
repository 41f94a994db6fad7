using System.Collections.Concurrent;
using Aftersales.Contracts.Invoices;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeInvoices : InvoiceService.InvoiceServiceBase
{
    public FakePeer Peer { get; } = new();

    public ConcurrentDictionary<string, RequestInvoiceRequest> Requested { get; } = new();

    public override Task<RequestInvoiceResponse> RequestInvoice(RequestInvoiceRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Requested.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestInvoiceResponse { Invoice = new() { InvoiceId = $"inv_{request.RequestId}" } });
    }
}
