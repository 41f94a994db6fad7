using System.Security.Cryptography;
using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Peers;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Money = Aftersales.Kernel.Money;

namespace Aftersales.Invoices.Ports;

/// <summary>What Invoice asks of Refund: the postage of a wrong invoice, and nothing else.</summary>
public sealed class RefundsPort(Peer<RefundService.RefundServiceClient> refunds)
{
    /// <summary>Asks once for each invoice, however often it is called. It is an abnormal refund, due from the arrival of the wrong original (R-REF-2).</summary>
    /// <exception cref="RefusedException">Refund is away, or does not know the order yet.</exception>
    public async Task<TakePostageAnswer> PayPostage(string orderId, string invoiceId, Money postage, Instant arrived, Call call)
    {
        var request = new RequestRefundRequest
        {
            RequestId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Merchant}/{invoiceId}/postage")).AsSpan(0, 16)).ToString(),
            OrderId = orderId,
            Cause = new() { Kind = CauseKind.InvoicePostage, Id = invoiceId },
            InvoicePostage = postage.ToContract(),
            OwedSince = arrived.ToContract(),
        };
        try
        {
            var answer = await refunds.Ask(call, (client, options) => client.RequestRefundAsync(request, options));
            return new(invoiceId, answer.Refund.RefundId, null);
        }
        catch (RefusedException refused) when (refused.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            return new(invoiceId, null, refused.Refusal.Reason.Name);
        }
    }
}
