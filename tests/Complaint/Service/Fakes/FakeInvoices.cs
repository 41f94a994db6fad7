using System.Collections.Concurrent;
using Aftersales.Contracts.Invoices;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeInvoices : InvoiceService.InvoiceServiceBase
{
    public FakePeer Peer { get; } = new();

    public ConcurrentDictionary<string, RequestInvoiceRequest> Requested { get; } = new();

    /// <summary>The invoice that bills the order already; null for none.</summary>
    public string? AlreadyInvoiced { get; set; }

    public override Task<RequestInvoiceResponse> RequestInvoice(RequestInvoiceRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        if (AlreadyInvoiced is { } invoice)
            throw FakePeer.Refusal(StatusCode.AlreadyExists, "ALREADY_INVOICED", ("invoice_id", invoice));
        Requested.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestInvoiceResponse { Invoice = new() { InvoiceId = $"inv_{request.RequestId}" } });
    }
}
