using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Invoices;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>
/// An agent refused an invoice or set a condition (R-INV-1): the order's open invoice case risks the points from then on (handbook §9). Without one a case
/// is opened, since somebody has to see to it that the customer gets the invoice all the same.
/// </summary>
public sealed class FollowInvoiceBreach(Cases cases, CaseDesk desk, OrderBook orders, Teams teams, Exposing exposing, Vault vault)
    : IHandle<InvoiceBreachRecorded>
{
    private const int Most = 500;
    private const int Attempts = 5;

    public async Task Handle(InvoiceBreachRecorded happened, Call call)
    {
        // What a newer Invoice tells of beyond these is not in the table.
        if (ViolationOf(happened.Breach) is not { } violation)
            return;
        var source = $"invoice/{happened.OrderId}/{happened.Version}";
        var risk = await exposing.Risk(violation, source, call) with { By = happened.PersonId };
        for (var attempt = 1; ; attempt++)
        {
            var known = (await cases.List(call, CaseLists.OfOrder(happened.OrderId), Most, "")).Rows;
            if (known.Any(row => row.State.Exposures.Any(exposed => exposed.Source == source)))
                return;
            var open = known.FirstOrDefault(row => row.State is { Type: CaseType.Invoice, Stage: not CaseStage.Closed })?.Aggregate;
            try
            {
                await desk.Change(open ?? await Open(happened, source, call), call, risk);
                return;
            }
            catch (RefusedException raced) when (raced.Refusal.Reason == CaseReasons.CaseStateInvalid && attempt < Attempts)
            {
                // Somebody opened one at the same moment (R-CASE-2).
            }
        }
    }

    private static Violation? ViolationOf(InvoiceBreach breach) => breach switch
    {
        InvoiceBreach.Refused => Violation.InvoiceRefused,
        InvoiceBreach.Conditioned => Violation.InvoiceConditioned,
        InvoiceBreach.FeeCharged => Violation.InvoiceFee,
        InvoiceBreach.OtherIssuer => Violation.InvoiceOtherIssuer,
        _ => null,
    };

    // Made before the event is taken, so without its id: the case follows from what is told and is made once.
    private async Task<string> Open(InvoiceBreachRecorded happened, string source, Call call)
    {
        var id = Ids.Derived("case", source);
        if (await cases.Find(call.Merchant, id, call.Cancel) is not null)
            return id;
        var making = call with { EventId = null };
        var said = vault.Seal("an invoice was refused, or a condition set for it");
        var order = await orders.Find(making, happened.OrderId);
        var team = await teams.Find(making);
        await desk.Change(id, making, new CaseCommand.Open(
            id, CaseType.Invoice, Channel.Unspecified, happened.CustomerId, happened.OrderId, [], said, [], order, team));
        return id;
    }
}
