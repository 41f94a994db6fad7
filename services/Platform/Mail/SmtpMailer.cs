using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Mail;

/// <summary>A mail server over SMTP, with STARTTLS unless it is said to be left out.</summary>
/// <param name="settings">Null where none is set up.</param>
public sealed partial class SmtpMailer(SmtpSettings? settings, ILogger<SmtpMailer> log) : IMailer
{
    public bool IsThere => settings is not null;

    public Task<MailAnswer> Send(OutgoingMail mail, CancellationToken cancel) => settings is null ? Task.FromResult(MailAnswer.NotTaken) : Send(mail, settings, cancel);

    private async Task<MailAnswer> Send(OutgoingMail message, SmtpSettings settings, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
            if (settings.User.Length > 0)
                client.Credentials = new NetworkCredential(settings.User, settings.Password);
            using var mail = Write(message, settings.From);
            await client.SendMailAsync(mail, patience.Token);
            return MailAnswer.Taken;
        }
        catch (Exception failure) when (failure is SmtpException or FormatException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Its message may name the address.
            NotTaken(log, message.Id, (failure as SmtpException)?.StatusCode.ToString() ?? failure.GetType().Name);
            return failure is SmtpException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath } or FormatException
                ? MailAnswer.Refused
                : MailAnswer.NotTaken;
        }
    }

    private static MailMessage Write(OutgoingMail message, string from)
    {
        var mail = new MailMessage(from, message.To, message.Subject, message.Text)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            Headers = { { "Message-ID", $"<{message.Id}>" }, { "Auto-Submitted", "auto-generated" } },
        };
        foreach (var attachment in message.Attachments)
            mail.Attachments.Add(new(new MemoryStream(attachment.Content), attachment.Name, attachment.MediaType));
        return mail;
    }

    [LoggerMessage(LogLevel.Warning, "the mail server did not take {Id}: {Why}")]
    private static partial void NotTaken(ILogger log, string id, string why);
}

/// <param name="From">Sender of all messages, e.g. <c>invoices@shop.example</c>.</param>
/// <param name="User">Empty to send without signing in.</param>
/// <param name="Patience">How long the server may take over one message.</param>
public sealed record SmtpSettings(string Host, int Port, string From, string User, string Password, bool StartTls, TimeSpan Patience)
{
    /// <summary>Read from <c>Mail:*</c>; null when no host is set: then nothing is sent.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing; names it.</exception>
    public static SmtpSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Mail");
        return section["Host"] is not { } host ? null : new(
            host,
            int.Parse(section["Port"] ?? "587"),
            section["From"] ?? throw new InvalidOperationException("the setting Mail:From is missing"),
            section["User"] ?? "",
            section["Password"] ?? "",
            section["StartTls"] != "false",
            TimeSpan.FromSeconds(double.Parse(section["TimeoutSeconds"] ?? "20", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
