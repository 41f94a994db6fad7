using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What follows from a command on an order's invoices. Pure; the files beside this one hold the steps.</summary>
public static partial class InvoiceDecider
{
    private static readonly Decision<InvoiceEvent> Nothing = Decision<InvoiceEvent>.Nothing;

    /// <param name="order">Null while nothing was requested or refunded.</param>
    public static Decision<InvoiceEvent> Decide(OrderInvoices? order, InvoiceCommand command, InvoiceTerms terms, Instant now) => (order, command) switch
    {
        (_, RequestInvoice request) => On(request, order, terms, now),
        (_, FollowOrder follow) => On(follow, order, terms, now),
        (_, ClearRefund clear) => On(clear, order, now),
        (_, DropRefund drop) => On(drop, order, terms, now),
        (_, RecordBreach breach) => new BreachRecorded(now, breach.CustomerId, new(breach.Kind, terms.Policy.BreachPoints, breach.By, now)),
        ({ } known, CorrectInvoice correct) when known.Find(correct.InvoiceId) is { } invoice => On(correct, known, invoice, terms, now),
        ({ } known, CheckInvoice check) when known.Find(check.InvoiceId) is { } invoice => On(check, known, invoice, terms, now),
        ({ } known, FollowBatch follow) when known.Find(follow.InvoiceId) is { } invoice => On(follow, invoice, terms, now),
        ({ } known, SendBack back) when known.Find(back.InvoiceId) is { } invoice => On(back, invoice, now),
        ({ } known, TakeIssueAnswer take) when known.Find(take.InvoiceId) is { } invoice => On(take, known, invoice, terms, now),
        ({ } known, Deliver deliver) when known.Find(deliver.InvoiceId) is { } invoice => On(deliver, invoice, now),
        ({ } known, SendOriginal send) when known.Find(send.InvoiceId) is { } invoice => On(send, invoice, terms, now),
        ({ } known, ReceiveOriginal receive) when known.Find(receive.InvoiceId) is { } invoice => On(receive, known, invoice, terms, now),
        ({ } known, AskForOriginal ask) when known.Find(ask.InvoiceId) is { } invoice => On(ask, invoice, terms, now),
        ({ } known, TakePostageAnswer take) when known.Find(take.InvoiceId) is { } invoice => On(take, invoice, now),
        ({ } known, ApplyRedLetter apply) when known.Find(apply.InvoiceId) is { } invoice => On(apply, invoice, terms, now),
        ({ } known, ConfirmRedLetter confirm) when known.WithRedLetter(confirm.RedLetterId) is { } invoice => On(confirm, invoice, now),
        ({ } known, RejectRedLetter reject) when known.WithRedLetter(reject.RedLetterId) is { } invoice => On(reject, invoice, now),
        ({ } known, TakeRedLetterAnswer take) when known.WithRedLetter(take.RedLetterId) is { } invoice => On(take, known, invoice, terms, now),
        ({ } known, PaperCommand paper) when (known.Find(paper.Of) ?? known.WithRedLetter(paper.Of)) is { } invoice =>
            PaperDecider.Decide(invoice, paper, terms, now),
        ({ } known, Strike strike) => On(strike, known, now),
        ({ } known, RevealTitle reveal) when known.Find(reveal.InvoiceId) is { } invoice => On(reveal, invoice, now),
        (_, ConfirmRedLetter or RejectRedLetter) => new Refusal(InvoiceReasons.RedLetterNotFound, "no such red letter"),
        _ => NotFound,
    };

    private static Refusal NotFound => new(InvoiceReasons.InvoiceNotFound, "no such invoice");

    private static Decision<InvoiceEvent> On(RevealTitle reveal, Invoice invoice, Instant now) => invoice.SealedTitle is null
        ? new Refusal(InvoiceReasons.TitleMissing, "nobody has said to whom it is issued")
        : new TitleRevealed(now, invoice.InvoiceId, reveal.By, reveal.Purpose);

    private static Refusal WrongState(Invoice invoice, params IEnumerable<InvoiceState> allowed) =>
        Refusal.WrongState(InvoiceReasons.InvoiceStateInvalid, Words.Of(invoice.State), allowed.Select(state => Words.Of(state)));
}
