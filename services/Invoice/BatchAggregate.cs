using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Invoices;

/// <summary>A batch in the store. Its claims keep an invoice in one batch; its work tells the invoices how far it got.</summary>
public sealed class BatchAggregate : AggregateType<Batch, BatchEvent>
{
    public const string Name = "invoice-batch";
    public const string Tell = "tell";

    public override string Kind => Name;

    public static string ClaimOf(string invoiceId) => $"batched/{invoiceId}";

    public override Batch Evolve(Batch? state, BatchEvent happened) => BatchDecider.Evolve(state, happened);

    public override void Check(Batch state) => BatchDecider.Check(state);

    public override IEnumerable<Claim> Claims(string id, Batch state) => state.Held.Select(item => new Claim(ClaimOf(item.InvoiceId), id));

    public override IEnumerable<Due> Work(string id, Batch state) => state.Told == state.State ? [] : [new($"{Tell}:{state.State}", state.MovedAt)];

    public override Refusal ClaimHeld(string claim, string holder) => new(InvoiceReasons.Contended, "another batch was made at the same moment");
}
