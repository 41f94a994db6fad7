using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Messaging;

internal enum MessageStatus
{
    Queued,
    Sent,
    Refused,
}

internal enum MessageChannel
{
    Im,
    Sms,
}

internal sealed record MessageRequest(string MessageNo, MessageChannel Channel, string To, string Text)
{
    public static MessageRequest Read(Input input) =>
        new(input.Text("message_no", 128), input.Choice<MessageChannel>("channel"), input.Text("to", 128), input.Text("text", 4000));
}

internal sealed record MessageKey(string MessageNo)
{
    public static MessageKey Read(Input input) => new(input.Text("message_no", 128));
}

/// <summary>What the provider took under a number, once.</summary>
/// <param name="ReadyAt">When a queued one goes out; null where it went out at once.</param>
internal sealed record ShortMessage(MessageRequest Request, string Reference, MessageStatus Status, string? Code, DateTimeOffset TakenAt, DateTimeOffset? ReadyAt);

/// <summary>A provider of text messages and of the platform's messenger.</summary>
internal static class ShortMessages
{
    /// <summary>A number that ends like this is nobody's.</summary>
    private const string Nobody = "0000";

    private const string Kind = "messaging.message";

    /// <summary>One number sends once; the same again gets the same answer, other content under it is refused.</summary>
    public static Answer Send(MessageRequest request, Turn turn)
    {
        if (turn.Books.Get<ShortMessage>(Kind, request.MessageNo) is { } earlier)
            return earlier.Request == request ? Shown(earlier, turn) : Voice.Conflict("MESSAGE_NO_REUSED", "this number was used for another message");
        var isProcessing = turn.Fault?.Kind == Faults.FaultKind.Processing;
        var isNobody = request.To.EndsWith(Nobody, StringComparison.Ordinal);
        var message = new ShortMessage(
            request, $"M{turn.Books.Next("messaging.reference"):D12}",
            isNobody ? MessageStatus.Refused : isProcessing ? MessageStatus.Queued : MessageStatus.Sent,
            isNobody ? "NUMBER_UNKNOWN" : null, turn.Now,
            isProcessing ? turn.Now.AddSeconds(turn.Fault!.ReadyAfterSeconds) : null);
        turn.Books.Put(Kind, request.MessageNo, message);
        return Shown(message, turn);
    }

    public static Answer Get(MessageKey key, Turn turn) => turn.Books.Get<ShortMessage>(Kind, key.MessageNo) is { } message
        ? Shown(message, turn)
        : Voice.NotFound("MESSAGE_NOT_FOUND", "no message under this number");

    /// <summary>Everything that was taken, for who plays the customer.</summary>
    public static Answer All(Turn turn) => Answer.Ok(new
    {
        Messages = turn.Books.All<ShortMessage>(Kind).Select(message => new { message.Request.MessageNo, message.Request.Channel, message.Request.To, message.Request.Text }),
    });

    private static Answer Shown(ShortMessage message, Turn turn)
    {
        var status = message.Status == MessageStatus.Queued && message.ReadyAt <= turn.Now ? MessageStatus.Sent : message.Status;
        return Answer.Ok(new { message.Request.MessageNo, message.Reference, Status = status, message.Code });
    }
}
