using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Operations.DeadLetters;
using Aftersales.Platform.Operations.Rebuilds;
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

    public static Contract.Rebuild ToContract(this Versioned<Rebuild> rebuild)
    {
        var (state, found) = (rebuild.State, rebuild.State.Found);
        return new()
        {
            RebuildId = rebuild.Id,
            Version = rebuild.Version,
            AggregateType = state.Kind,
            AggregateId = state.Id ?? "",
            DryRun = state.DryRun,
            State = state.IsRunning ? Contract.RebuildState.Running : state.StoppedBy is null ? Contract.RebuildState.Done : Contract.RebuildState.Stopped,
            PersonId = state.By,
            Reason = state.Reason,
            StartedTime = state.StartedAt.ToContract(),
            EndedTime = state.EndedAt?.ToContract(),
            StoppedBy = state.StoppedBy ?? "",
            Aggregates = found.Aggregates,
            ListEntriesDiffered = found.Lists,
            ClaimsDiffered = found.Claims,
            WorkDiffered = found.Work,
            SumsDiffered = found.Sums,
            ClaimsHeldByOthers = found.Held,
        };
    }

    public static DeadLetterState ToDomain(this Contract.DeadLetterState state) => state switch
    {
        Contract.DeadLetterState.Replayed => DeadLetterState.Replayed,
        Contract.DeadLetterState.SetAside => DeadLetterState.SetAside,
        _ => DeadLetterState.Open,
    };
}
