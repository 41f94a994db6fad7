namespace Aftersales.Platform.Store;

/// <summary>Statements that run in order, in one transaction, for one merchant (or <see cref="AllMerchants"/>).</summary>
internal sealed class Script(string merchant)
{
    /// <summary>For the relay, the scheduler and pruning, which look across merchants. No merchant's id.</summary>
    public const string AllMerchants = "*";

    private readonly List<(Statement Statement, int Start, int Count)> steps = new(8);
    private readonly List<Value> values = new(48);

    public string Merchant { get; } = merchant;

    /// <summary>Whether no statement is told how many rows to find: how they are found best would depend on that.</summary>
    public bool IsByKey { get; private set; } = true;

    public int Count => steps.Count;

    public Statement this[int step] => steps[step].Statement;

    public Script Add(Statement statement, params ReadOnlySpan<Value> parameters)
    {
        steps.Add((statement, values.Count, parameters.Length));
        values.AddRange(parameters);
        IsByKey &= !statement.HasLimit;
        return this;
    }

    public ReadOnlySpan<Value> ValuesOf(int step) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values).Slice(steps[step].Start, steps[step].Count);
}
