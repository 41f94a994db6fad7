using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Google.Protobuf;
using Contract = Aftersales.Contracts;
using Span = Google.Protobuf.WellKnownTypes.Duration;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Clocks beside the state's, as the contract tells them.</summary>
internal static class ClocksToContract
{
    /// <param name="call">Whose reply it is: staff see notes masked (R-PPL-2).</param>
    public static void AddClocks(this Wire.Case told, Case state, Vault vault, Call call)
    {
        told.Promises.Add(state.Promises.Select(promise => promise.ToContract(state, vault, call)));
        told.AwaitedResponse = state.Talk.Awaited?.ToContract();
    }

    public static Wire.Breach ToContract(this Breach breach, string caseId, Instant now) => new()
    {
        CaseId = caseId,
        Number = breach.Number,
        WaitsFor = Words.Of(breach.WaitedFor),
        PromiseId = breach.Promise ?? "",
        HeldBy = breach.HeldBy ?? "",
        Tier = (Contract.Tier)breach.Tier,
        DueTime = breach.Due.ToContract(),
        BreachedTime = breach.At.ToContract(),
        SettledTime = breach.Settled?.ToContract(),
        Late = Duration.Max(Duration.Zero, (breach.Settled ?? now) - breach.Due).ToContract(),
        Alerts = breach.Alerts,
        AcknowledgedBy = breach.SeenBy ?? "",
    };

    /// <summary>What others are told of a breach; at the platform's tier the supervisor is alerted, too (R-CLK-3).</summary>
    public static IEnumerable<IMessage> ToEvents(this Breach breach, Wire.CaseSnapshot told)
    {
        yield return new Wire.ClockBreached
        {
            Case = told,
            WaitsFor = Words.Of(breach.WaitedFor),
            HeldBy = breach.HeldBy ?? "",
            DueTime = breach.Due.ToContract(),
            Number = breach.Number,
        };
        if (breach.Alerts)
            yield return new Wire.SupervisorAlerted { Case = told, WaitsFor = Words.Of(breach.WaitedFor), HeldBy = breach.HeldBy ?? "", Number = breach.Number };
    }

    public static Wire.ForecastClock ToContract(this RunningClock clock) =>
        new() { WaitsFor = Words.Of(clock.WaitsFor), PromiseId = clock.Promise ?? "", DueTime = clock.Due.ToContract() };

    public static Span ToContract(this Duration time) => Span.FromTimeSpan(time.ToTimeSpan());

    private static Wire.AwaitedResponse ToContract(this AwaitedResponse awaited) => new()
    {
        First = awaited.First,
        SinceTime = awaited.Since.ToContract(),
        DueTime = awaited.Due.ToContract(),
        Breached = awaited.Breached,
    };

    private static Wire.Promise ToContract(this Promise promise, Case state, Vault vault, Call call) => new()
    {
        PromiseId = promise.Id,
        Kind = (Wire.PromiseKind)promise.Kind,
        Note = state.Shown(promise.Note, vault, call),
        PromisedBy = promise.By,
        PromisedTime = promise.Made.ToContract(),
        DueTime = promise.Due.ToContract(),
        State = (Wire.PromiseState)promise.Stage,
        Paused = promise.Paused is not null,
        EndedTime = promise.Ended?.ToContract(),
    };
}
