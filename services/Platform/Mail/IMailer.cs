namespace Aftersales.Platform.Mail;

/// <summary>Hands messages to a mail server.</summary>
public interface IMailer
{
    /// <summary>Whether there is a server at all; without one nothing is sent by itself.</summary>
    bool IsThere { get; }

    /// <summary>Whether the server took it. A repeat carries the same id, by which mail programs recognise it.</summary>
    Task<MailAnswer> Send(OutgoingMail mail, CancellationToken cancel);
}

/// <summary>What a mail server says of a message.</summary>
public enum MailAnswer
{
    /// <summary>It may go through another time; or it went through, and the answer was lost.</summary>
    NotTaken,

    Taken,

    /// <summary>Never: there is no such mailbox.</summary>
    Refused,
}

/// <param name="Id">Without brackets, e.g. <c>inv_1@shop.example</c>.</param>
public sealed record OutgoingMail(string Id, string To, string Subject, string Text, IReadOnlyList<Attachment> Attachments)
{
    // Personal data: never printed.
    public override string ToString() => nameof(OutgoingMail);
}

public sealed record Attachment(string Name, string MediaType, byte[] Content);
