namespace Aftersales.Simulators.Faults;

/// <summary>One call served. Numbers are the caller's; bodies and personal data are not kept.</summary>
internal sealed record Call(long Seq, DateTimeOffset At, string Operation, string? Number, string Outcome, FaultKind? Fault);

/// <summary>The last calls since the start, for tests; in memory only.</summary>
internal sealed class CallLog
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly Queue<Call> _calls = new();
    private long _seq;

    public void Add(TimeProvider clock, string operation, string? number, string outcome, FaultKind? fault)
    {
        lock (_gate)
        {
            _calls.Enqueue(new Call(++_seq, BeijingTime.Now(clock), operation, number, outcome, fault));
            if (_calls.Count > Most)
                _calls.Dequeue();
        }
    }

    public IReadOnlyList<Call> Of(string? operation, string? number)
    {
        lock (_gate)
            return [.. _calls.Where(call => (operation is null || call.Operation == operation) && (number is null || call.Number == number))];
    }

    public void Clear()
    {
        lock (_gate)
            _calls.Clear();
    }
}
