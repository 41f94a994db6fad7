using Aftersales.Simulators.Faults;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Http;

/// <summary>
/// An operation of a simulator: <paramref name="Name"/> is what faults and the call log call it, <paramref name="Number"/> the caller's number
/// that makes it idempotent (never personal data), <paramref name="Handle"/> what it does inside one transaction.
/// </summary>
internal sealed record Operation<T>(string Name, Voice Voice, Func<Input, T> Read, Func<T, string?> Number, Func<T, Turn, Answer> Handle);

/// <summary>Where every call is served: read, meet the fault asked for, act in one transaction, answer.</summary>
internal sealed class Counter(Store store, SimulatorOptions options, Chores chores)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public FaultPlan Faults { get; } = new(store);

    public CallLog Calls { get; } = new();

    public async Task Serve<T>(HttpContext http, Operation<T> operation) =>
        await Serve(http, operation, await Input.From(http.Request), (answer, _) => answer);

    /// <param name="wrap">Puts around an answer what the caller's protocol wants; faults may want something else of it.</param>
    public async Task Serve<T>(HttpContext http, Operation<T> operation, Input input, Func<Answer, Fault?, Answer> wrap)
    {
        var request = operation.Read(input);
        if (input.Violation is { } violation)
        {
            await Refuse(http, operation.Name, wrap(operation.Voice.BadInput(violation), null));
            return;
        }

        var number = operation.Number(request);
        var fault = Faults.Take(operation.Name, number);
        var answer = fault?.Kind switch
        {
            FaultKind.TimeoutBefore => null,
            FaultKind.ErrorBefore => operation.Voice.Outage(),
            FaultKind.BusinessError => operation.Voice.Refusal(fault.Code!),
            _ => Act(operation, request, fault),
        };
        Calls.Add(options.Clock, operation.Name, number, answer?.Outcome ?? "NOT_DONE", fault?.Kind);
        if (fault?.Kind == FaultKind.ErrorAfter)
            answer = operation.Voice.Outage();
        await Reply(http, fault, answer is null ? null : wrap(answer, fault));
    }

    /// <summary>Answers a call that never came to an operation.</summary>
    public Task Refuse(HttpContext http, string name, Answer refusal)
    {
        Calls.Add(options.Clock, name, null, refusal.Outcome, null);
        return refusal.Write(http.Response);
    }

    private Answer Act<T>(Operation<T> operation, T request, Fault? fault)
    {
        var answer = store.InTransaction(books => operation.Handle(request, new Turn(books, BeijingTime.Now(options.Clock), options, fault)));
        chores.Wake();
        return answer;
    }

    private static async Task Reply(HttpContext http, Fault? fault, Answer? answer)
    {
        switch (fault?.Kind)
        {
            case FaultKind.TimeoutBefore or FaultKind.TimeoutAfter or FaultKind.UnknownThenReverse:
                await Wait(http, fault.DelayMs is { } ms ? TimeSpan.FromMilliseconds(ms) : Silence);
                http.Abort();
                return;
            case FaultKind.Late:
                await Wait(http, TimeSpan.FromMilliseconds(fault.DelayMs ?? 0));
                break;
        }
        if (!http.RequestAborted.IsCancellationRequested)
            await answer!.Write(http.Response);
    }

    /// <summary>Waits in real time, but not longer than the caller or this host does.</summary>
    private static async Task Wait(HttpContext http, TimeSpan time)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
