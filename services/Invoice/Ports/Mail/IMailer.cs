namespace Aftersales.Invoices.Ports.Mail;

/// <summary>Hands messages to a mail server.</summary>
public interface IMailer
{
    /// <summary>Whether there is a server at all; without one nothing is sent by itself.</summary>
    bool IsThere { get; }

    /// <summary>True when the server took it. A repeat carries the same id, by which mail programs recognise it.</summary>
    Task<bool> Send(Message message, CancellationToken cancel);
}

/// <param name="Id">Without brackets, e.g. <c>inv_1@shop.example</c>.</param>
public sealed record Message(string Id, string To, string Subject, string Text, IReadOnlyList<Attachment> Attachments)
{
    // Personal data: never printed.
    public override string ToString() => nameof(Message);
}

public sealed record Attachment(string Name, string MediaType, byte[] Content);
