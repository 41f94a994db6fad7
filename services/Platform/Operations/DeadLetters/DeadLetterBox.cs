using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Operations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;

namespace Aftersales.Platform.Operations.DeadLetters;

/// <summary>Keeps the events that the service refused, and does with them what an operator says.</summary>
public sealed class DeadLetterBox(Aggregates<DeadLetter, DeadLetterEvent> letters, Subscriptions subscriptions, IServiceProvider services, Vault vault)
{
    /// <summary>The call in which an event is handled.</summary>
    public static Call Delivery(string merchant, string publisher, string type, string eventId, NodaTime.Instant now, CancellationToken cancel) =>
        new(new(merchant, publisher, ImmutableHashSet.Create(Role.Service), publisher), type, now, cancel) { EventId = eventId };

    /// <summary>Keeps an event that was refused.</summary>
    /// <param name="call">The one in which it was handled.</param>
    public Task Keep(string topic, ReadOnlyMemory<byte> data, string reason, Call call)
    {
        var refused = new EventRefused(call.Now, call.EventId!, topic, call.Method, call.Caller.App, Convert.ToBase64String(vault.Seal(data.Span)), reason);
        return letters.Change(DeadLetterAggregate.IdOf(call.EventId!), call with { EventId = null }, letter => DeadLetterDecider.Keep(letter, refused));
    }

    public async Task<ListDeadLettersResponse> Handle(ListDeadLettersRequest request, Call call)
    {
        var page = await letters.List(call, DeadLetterAggregate.ListOf(request.State.ToDomain(), request.EventType), request.PageSize, request.PageToken);
        return new()
        {
            DeadLetters = { page.Rows.Select(row => new Versioned<DeadLetter>(row.Aggregate, row.State, row.Version).ToContract()) },
            NextPageToken = page.NextPageToken,
        };
    }

    public async Task<GetDeadLetterResponse> Handle(GetDeadLetterRequest request, Call call)
    {
        var letter = await Find(request.DeadLetterId, call);
        return new() { DeadLetter = letter.ToContract(), Content = Content(letter.State) };
    }

    /// <summary>
    /// The effects are committed before the letter is: what comes to an end between is replayed again, and whatever took the event then knows its id.
    /// </summary>
    public async Task<ReplayDeadLetterResponse> Handle(ReplayDeadLetterRequest request, Call call)
    {
        if (await letters.Answered<ReplayDeadLetterResponse>(request.DeadLetterId, call) is { } answered)
            return answered;
        var letter = (await Find(request.DeadLetterId, call)).State;
        var refusedWith = letter.State == DeadLetterState.Open ? await Deliver(letter, call) : null;
        return await letters.Change(
            request.DeadLetterId,
            call,
            present => DeadLetterDecider.Replay(present!, refusedWith, call.Person, request.Reason, call.Now),
            after => new ReplayDeadLetterResponse { DeadLetter = after.ToContract() });
    }

    public async Task<SetAsideDeadLetterResponse> Handle(SetAsideDeadLetterRequest request, Call call)
    {
        await Find(request.DeadLetterId, call);
        return await letters.Change(
            request.DeadLetterId,
            call,
            present => DeadLetterDecider.SetAside(present!, call.Person, request.Reason, call.Now),
            after => new SetAsideDeadLetterResponse { DeadLetter = after.ToContract() });
    }

    private async Task<Versioned<DeadLetter>> Find(string id, Call call) =>
        await letters.Find(call.Merchant, id, call.Cancel) ?? throw new RefusedException(new(OperationsReasons.DeadLetterNotFound, "no such dead letter"));

    /// <summary>Null when it was taken, else the reason of the refusal. What is away throws.</summary>
    private async Task<string?> Deliver(DeadLetter letter, Call call)
    {
        try
        {
            var delivery = Delivery(call.Merchant, letter.Publisher, letter.Type, letter.EventId, call.Now, call.Cancel);
            await subscriptions.Dispatch(services, letter.Type, Data(letter), delivery);
            return null;
        }
        catch (Exception refused) when (EndedBy(refused) is { } reason)
        {
            return reason;
        }
    }

    /// <summary>Why an event ends here; null for what may pass, so that it is delivered again.</summary>
    public static string? EndedBy(Exception failure) => failure switch
    {
        RefusedException { Refusal.Reason: { Kind: not RefusalKind.Unavailable } reason } => reason.Name,
        UnreadableEventException => "UNREADABLE",
        _ => null,
    };

    private byte[] Data(DeadLetter letter) => vault.Open(Convert.FromBase64String(letter.Data));

    private string Content(DeadLetter letter)
    {
        try
        {
            return subscriptions.Find(letter.Type) is { } type ? EventReader.Read(type, Data(letter)).Redacted() : "";
        }
        catch (UnreadableEventException)
        {
            return "";
        }
    }
}
