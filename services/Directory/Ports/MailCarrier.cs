using Aftersales.Directories.Domain;
using Aftersales.Platform.Mail;

namespace Aftersales.Directories.Ports;

/// <summary>E-mail. A mail server keeps no numbers to ask about: what may have been taken is sent again under the same Message-ID, by which mail programs know it.</summary>
public sealed class MailCarrier(IMailer mailer) : ICarrier
{
    private const string Domain = "messages.aftersales";

    public IReadOnlySet<Medium> Media { get; } = mailer.IsThere ? new HashSet<Medium> { Medium.Email } : [];

    public async Task<Handover> Send(Letter letter, CancellationToken cancel) =>
        await mailer.Send(new($"{letter.Number}@{Domain}", letter.To, letter.Subject, letter.Text, []), cancel) switch
        {
            MailAnswer.Taken => new Handover.Taken(""),
            MailAnswer.Refused => new Handover.Refused("MAILBOX_REFUSED"),
            _ => new Handover.NotTaken("MAIL_NOT_TAKEN"),
        };

    public Task<Handover> Ask(string number, CancellationToken cancel) => Task.FromResult<Handover>(new Handover.NotTaken("MAIL_NOT_TAKEN"));
}
