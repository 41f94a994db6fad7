using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>What plans ask of Invoice.</summary>
public sealed class InvoicesPort(Peer<InvoiceService.InvoiceServiceClient> invoices, Vault vault)
{
    /// <summary>Requests the invoice of a step, once; an ordinary one, as the offer names a title only.</summary>
    public async Task<PlanCommand> Request(Plan plan, Step step, IssueInvoice task, Call call)
    {
        var request = new RequestInvoiceRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            OrderId = plan.Order,
            Kind = InvoiceKind.Ordinary,
            Title = new() { Name = vault.Open(task.Title) },
        };
        var answer = await invoices.Ask(StepCaller.Of(plan, step, call), (client, options) => client.RequestInvoiceAsync(request, options), call.Cancel);
        return new PlanCommand.Answer(step.Asked, answer.Invoice.InvoiceId, true);
    }
}
