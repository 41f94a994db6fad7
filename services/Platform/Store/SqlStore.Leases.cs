using System.Security.Cryptography;
using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>The outbox and due work, which are leased to one worker at a time, across merchants.</summary>
public sealed partial class SqlStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxRow>> LeaseOutbox(int limit, Duration lease, CancellationToken cancel)
    {
        var token = NewLease();
        var script = new Script(Script.AllMerchants);
        database.LeaseOutboxAlone(script);
        script.Add(LeaseStatements.LeaseOutbox, Now.ToUnixTimeTicks(), (Now + lease).ToUnixTimeTicks(), limit, token);
        var rows = new List<OutboxRow>();
        await database.Write(script, Rows.Into(script.Count - 1, rows, row => Rows.Outbox(row, token)), cancel);
        rows.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return rows;
    }

    /// <inheritdoc/>
    public Task Published(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancel) => Mark(LeaseStatements.Published, rows, Now, cancel);

    /// <inheritdoc/>
    public Task ReturnOutbox(IReadOnlyCollection<OutboxRow> rows, Duration delay, CancellationToken cancel) =>
        Mark(LeaseStatements.ReturnOutbox, rows, Now + delay, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkRow>> LeaseWork(WorkNames names, Instant businessNow, int limit, Duration lease, CancellationToken cancel)
    {
        var (token, script) = (NewLease(), new Script(Script.AllMerchants));
        var (business, now, until) = (businessNow.ToUnixTimeTicks(), Now.ToUnixTimeTicks(), (Now + lease).ToUnixTimeTicks());
        if (names.Name is not { } name)
            script.Add(LeaseStatements.LeaseWork, business, now, until, token, limit);
        else
            script.Add(names.IsOnly ? LeaseStatements.LeaseWorkOfName : LeaseStatements.LeaseWorkOfOthers, business, now, until, token, limit, name);
        var rows = new List<WorkRow>();
        await database.Write(script, Rows.Into(0, rows, row => Rows.Work(row, token)), cancel);
        rows.Sort(static (a, b) => a.Due.CompareTo(b.Due));
        return rows;
    }

    /// <inheritdoc/>
    public Task PostponeWork(WorkRow row, Duration delay, CancellationToken cancel) =>
        Write(For(row.Merchant).Add(LeaseStatements.Postpone, row.Merchant, row.Key.Kind, row.Key.Aggregate, row.Key.Name, row.Lease,
            (Now + delay).ToUnixTimeTicks()), cancel);

    private static string NewLease() => RandomNumberGenerator.GetHexString(32);

    private async Task Mark(Statement statement, IReadOnlyCollection<OutboxRow> rows, Instant at, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return;
        var script = new Script(Script.AllMerchants);
        foreach (var row in rows.OrderBy(row => row.Id))
            script.Add(statement, row.Id, at.ToUnixTimeTicks(), row.Lease);
        await Write(script, cancel);
    }
}
