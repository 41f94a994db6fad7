using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Batches;

/// <summary>Batch → supervisor → finance, each another person (R-INV-5, R-PPL-1).</summary>
public static class BatchDecider
{
    private static readonly Decision<BatchEvent> Nothing = Decision<BatchEvent>.Nothing;

    public static Decision<BatchEvent> Create(Batch? batch, ImmutableArray<BatchItem> items, string by, Instant now) => (batch, items) switch
    {
        (not null, _) => Nothing,
        (_, []) => new Refusal(InvoiceReasons.BatchEmpty, "no checked invoice waits for a batch"),
        _ => new BatchCreated(now, by, items),
    };

    /// <param name="sentBack">Reasons of what is not approved, by invoice.</param>
    public static Decision<BatchEvent> Approve(Batch? batch, string by, ImmutableDictionary<string, string> sentBack, Instant now) => batch switch
    {
        null => NotFound,
        { State: BatchState.Pending } when sentBack.Keys.FirstOrDefault(id => batch.Items.All(item => item.InvoiceId != id)) is { } stranger =>
            new Refusal(InvoiceReasons.InvoiceNotFound, "not an invoice of this batch").With("invoice_id", stranger),
        { State: BatchState.Pending } => Step(batch, by) is { } step ? Same(step) : new BatchApproved(now, by, sentBack),
        _ => batch.ApprovedBy == by && batch.Items.All(item => item.SentBackReason == sentBack.GetValueOrDefault(item.InvoiceId)) ? Nothing : Decided(batch),
    };

    public static Decision<BatchEvent> Release(Batch? batch, string by, Instant now) => batch switch
    {
        null => NotFound,
        { State: BatchState.Pending or BatchState.SentBack } => Refusal.WrongState(InvoiceReasons.BatchStateInvalid, Words.Of(batch.State), Words.Of(BatchState.Approved)),
        { State: BatchState.Approved } => Step(batch, by) is { } step ? Same(step) : new BatchReleased(now, by),
        _ => batch.ReleasedBy == by ? Nothing : Decided(batch),
    };

    public static Decision<BatchEvent> Tell(Batch? batch, BatchState reached, Instant now) => batch switch
    {
        null => NotFound,
        { Told: { } told } when told >= reached => Nothing,
        _ => new BatchTold(now, reached),
    };

    public static Batch Evolve(Batch? batch, BatchEvent happened) => (batch, happened) switch
    {
        (null, BatchCreated e) => new(e.Items, BatchState.Pending, e.At, e.By, e.At),
        ({ } there, BatchApproved e) => there with
        {
            State = e.SentBack.Count == there.Items.Length ? BatchState.SentBack : BatchState.Approved,
            Items = [.. there.Items.Select(item => item with { SentBackReason = e.SentBack.GetValueOrDefault(item.InvoiceId) })],
            ApprovedBy = e.By,
            MovedAt = e.At,
        },
        ({ } there, BatchReleased e) => there with { State = BatchState.Released, ReleasedBy = e.By, MovedAt = e.At },
        ({ } there, BatchTold e) => there with { Told = e.Reached },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public static void Check(Batch batch)
    {
        string?[] people = [batch.CreatedBy, batch.ApprovedBy, batch.ReleasedBy];
        if (people.OfType<string>().Distinct().Count() != people.OfType<string>().Count())
            throw new InvalidOperationException("invariant broken: R-PPL-1: nobody takes two steps of a batch");
    }

    private static Refusal NotFound => new(InvoiceReasons.BatchNotFound, "no such batch");

    private static string? Step(Batch batch, string by) =>
        batch.Items.Any(item => item.CheckedBy == by) ? "check"
        : batch.CreatedBy == by ? "create"
        : batch.ApprovedBy == by ? "approve"
        : null;

    private static Refusal Same(string step) =>
        new Refusal(InvoiceReasons.SamePerson, "the same person took another step of this").Rule("R-PPL-1").With("step", step);

    private static Refusal Decided(Batch batch) => new Refusal(InvoiceReasons.AlreadyDecided, "another person decided this").With("current", Words.Of(batch.State));
}
