using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public static partial class InvoiceDecider
{
    // R-CLK-4: a date that passes puts the invoice before a person.
    private static Decision<InvoiceEvent> On(Strike strike, OrderInvoices order, Instant now)
    {
        var invoice = strike.Clock == InvoiceClock.Confirmation ? order.WithRedLetter(strike.Id) : order.Find(strike.Id);
        return (strike.Clock, invoice) switch
        {
            (InvoiceClock.DueSoon, { IsAwaited: true, Reminded: false }) => new DueSoon(now, strike.Id),
            (InvoiceClock.Due, { IsAwaited: true, Overdue: false }) => new WentOverdue(now, strike.Id),
            (InvoiceClock.Confirmation, { } blue)
                when blue.RedLetters.Single(red => red.RedLetterId == strike.Id) is { State: RedLetterState.Applied, Application.Overdue: false } =>
                new RedLetterOverdue(now, blue.InvoiceId, strike.Id),
            _ => Nothing,
        };
    }
}
