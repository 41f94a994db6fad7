using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Mail;

internal static class MailRoutes
{
    /// <summary>Everything that the mail server took, for who plays the customer.</summary>
    public static void MapMail(this WebApplication app, Counter counter) => new Desk(app, counter, "mail", Voice.Plain)
        .Get("/inbox", "inbox", _ => 0, _ => null, (_, turn) => Answer.Ok(new { Mails = turn.Books.All<KeptMail>(MailSink.Kind) }));
}
