using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Peers;
using InvoiceKind = Aftersales.Complaints.Domain.InvoiceKind;
using WireKind = Aftersales.Contracts.Invoices.InvoiceKind;

namespace Aftersales.Complaints.Ports;

/// <summary>What plans ask of Invoice.</summary>
public sealed class InvoicesPort(Peer<InvoiceService.InvoiceServiceClient> invoices, Vault vault)
{
    private const string AlreadyInvoiced = "ALREADY_INVOICED";

    /// <summary>
    /// Requests the invoice of a step, once. What is invoiced already, or being replaced already, is what the customer gets: the step takes that one over.
    /// </summary>
    public async Task<PlanCommand> Request(Plan plan, Step step, IssueInvoice task, Call call)
    {
        var request = new RequestInvoiceRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            OrderId = plan.Order,
            Kind = task.Sort == InvoiceKind.Unspecified ? WireKind.Ordinary : (WireKind)task.Sort,
            Title = task.Title.IsEmpty ? null : new() { Name = vault.Words(task.Title) },
            TitleId = task.SavedTitle ?? "",
            ReplacesInvoiceId = task.Replaces ?? "",
        };
        try
        {
            var answer = await invoices.Ask(
                StepCaller.Of(plan, step, call), (client, options) => client.RequestInvoiceAsync(request, options), call.Cancel);
            return new PlanCommand.Answer(step.Asked, answer.Invoice.InvoiceId, true);
        }
        catch (RefusedException there) when (there.Refusal.Reason.Name == AlreadyInvoiced && there.Refusal.Metadata.TryGetValue("invoice_id", out var invoice))
        {
            return new PlanCommand.Answer(step.Asked, invoice, true);
        }
    }
}
