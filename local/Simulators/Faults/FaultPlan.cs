using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Faults;

/// <summary>The faults asked for, oldest first. They survive a restart; one call meets at most one of them.</summary>
internal sealed class FaultPlan
{
    private const string Kind = "fault";
    private readonly Lock _gate = new();
    private readonly Store _store;
    private List<Fault> _faults;

    public FaultPlan(Store store)
    {
        _store = store;
        _faults = [.. store.InTransaction(books => books.All<Fault>(Kind))];
    }

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_gate)
                return [.. _faults];
        }
    }

    public Fault Add(Fault asked)
    {
        lock (_gate)
        {
            var fault = _store.InTransaction(books =>
            {
                var numbered = asked with { Id = books.Next(Kind) };
                books.Put(Kind, Key(numbered), numbered);
                return numbered;
            });
            _faults.Add(fault);
            return fault;
        }
    }

    /// <summary>The first fault that meets the call, used up once.</summary>
    public Fault? Take(string operation, string? number)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(fault => fault.Meets(operation, number));
            if (at < 0)
                return null;
            var fault = _faults[at];
            var left = fault with { Times = fault.Times - 1 };
            _store.InTransaction(books =>
            {
                if (left.Times == 0)
                    books.Remove(Kind, Key(left));
                else
                    books.Put(Kind, Key(left), left);
            });
            if (left.Times == 0)
                _faults.RemoveAt(at);
            else
                _faults[at] = left;
            return fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _store.InTransaction(books => _faults.ForEach(fault => books.Remove(Kind, Key(fault))));
            _faults = [];
        }
    }

    private static string Key(Fault fault) => $"{fault.Id:D12}";
}
