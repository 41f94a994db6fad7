using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Operations.DeadLetters;
using Contract = Aftersales.Contracts.Operations;

namespace Aftersales.Platform.Operations;

/// <summary>To and from the contract.</summary>
internal static class OperationsContracts
{
    public static Contract.DeadLetter ToContract(this Versioned<DeadLetter> letter) => new()
    {
        DeadLetterId = letter.Id,
        Version = letter.Version,
        State = letter.State.State switch
        {
            DeadLetterState.Replayed => Contract.DeadLetterState.Replayed,
            DeadLetterState.SetAside => Contract.DeadLetterState.SetAside,
            _ => Contract.DeadLetterState.Open,
        },
        Topic = letter.State.Topic,
        EventType = letter.State.Type,
        EventId = letter.State.EventId,
        Publisher = letter.State.Publisher,
        Reason = letter.State.Reason,
        Times = letter.State.Times,
        FirstTime = letter.State.FirstAt.ToContract(),
        LastTime = letter.State.LastAt.ToContract(),
        SettledBy = letter.State.Settled?.By ?? "",
        SettledReason = letter.State.Settled?.Reason ?? "",
        SettledTime = letter.State.Settled?.At.ToContract(),
    };

    public static DeadLetterState ToDomain(this Contract.DeadLetterState state) => state switch
    {
        Contract.DeadLetterState.Replayed => DeadLetterState.Replayed,
        Contract.DeadLetterState.SetAside => DeadLetterState.SetAside,
        _ => DeadLetterState.Open,
    };
}
