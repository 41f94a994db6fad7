using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using NodaTime;
using NodaTime.Text;
using MoneyDirection = Aftersales.Refunds.Domain.Reconciliation.MoneyDirection;
using ReconciliationItem = Aftersales.Refunds.Domain.Reconciliation.ReconciliationItem;
using ReconciliationResult = Aftersales.Refunds.Domain.Reconciliation.ReconciliationResult;

namespace Aftersales.Refunds.Queries;

/// <summary>Reads of reconciliations (R-REF-7); sums are those that were written with the items.</summary>
public sealed class ReadReconciliations(Aggregates<StatementDay, DayEvent> days, Aggregates<ReconciliationItem, ItemEvent> items, IStore store)
{
    private static readonly MoneyDirection[] Directions = Enum.GetValues<MoneyDirection>();
    private static readonly ReconciliationResult[] Results = Enum.GetValues<ReconciliationResult>();

    public async Task<GetReconciliationResponse> Handle(GetReconciliationRequest request, Call call) =>
        new() { Reconciliation = await Find(Day(request.Day), call) };

    public async Task<ListReconciliationsResponse> Handle(ListReconciliationsRequest request, Call call)
    {
        var page = await days.List(call, ReconciliationBooks.Days, request.PageSize, request.PageToken, descending: true);
        var reply = new ListReconciliationsResponse { NextPageToken = page.NextPageToken };
        foreach (var row in page.Rows)
            reply.Reconciliations.Add(await Summary(row.Aggregate, row.State, call));
        return reply;
    }

    public async Task<ListReconciliationItemsResponse> Handle(ListReconciliationItemsRequest request, Call call)
    {
        var page = await items.List(call, ListOf(request), request.PageSize, request.PageToken);
        return new()
        {
            Items = { page.Rows.Select(row => new Versioned<ReconciliationItem>(row.Aggregate, row.State, row.Version).ToContract()) },
            NextPageToken = page.NextPageToken,
        };
    }

    /// <exception cref="RefusedException">STATEMENT_NOT_IMPORTED.</exception>
    public async Task<Reconciliation> Find(LocalDate day, Call call)
    {
        var id = LocalDatePattern.Iso.Format(day);
        return await days.Find(call.Merchant, id, call.Cancel) is { } found
            ? await Summary(id, found.State, call)
            : throw new RefusedException(new(RefundReasons.StatementNotImported, "no statement with this day was imported"));
    }

    private async Task<Reconciliation> Summary(string id, StatementDay state, Call call)
    {
        var day = LocalDatePattern.Iso.Parse(id).Value;
        var lists = (from result in Results from direction in Directions select (result, direction)).ToList();
        string[] names =
        [
            ReconciliationBooks.OpenCount(day),
            .. from direction in Directions from side in (string[])["ours", "theirs"] select ReconciliationBooks.Total(day, direction, side),
            .. from list in lists from side in (string[])["count", "ours", "theirs"] select ReconciliationBooks.Sum(day, list.result, list.direction, side),
        ];
        var sums = await store.Counters(call.Merchant, names, call.Cancel);
        var open = sums.GetValueOrDefault(ReconciliationBooks.OpenCount(day));
        var totals = lists.Select(list => Total(day, list.result, list.direction, sums)).Where(total => total.Count > 0).ToList();
        return new()
        {
            Day = id,
            State = open > 0 ? ReconciliationState.Open : ReconciliationState.Settled,
            Ours = Net("ours"),
            Theirs = Net("theirs"),
            Difference = Money.Cny(totals.Sum(Difference)).ToContract(),
            Totals = { totals },
            OpenDifferences = open,
            ImportedTime = state.ImportedAt.ToContract(),
            ImportedBy = state.ImportedBy,
            ComparedTime = state.ComparedAt.ToContract(),
        };

        Contracts.Money Net(string side) => Money.Cny(
            sums.GetValueOrDefault(ReconciliationBooks.Total(day, MoneyDirection.Out, side))
            - sums.GetValueOrDefault(ReconciliationBooks.Total(day, MoneyDirection.In, side))).ToContract();
    }

    private static ReconciliationTotal Total(
        LocalDate day, ReconciliationResult result, MoneyDirection direction, IReadOnlyDictionary<string, long> sums)
    {
        long Sum(string side) => sums.GetValueOrDefault(ReconciliationBooks.Sum(day, result, direction, side));
        return new()
        {
            Result = result.ToContract(),
            Direction = direction.ToContract(),
            Count = Sum("count"),
            Ours = Money.Cny(Sum("ours")).ToContract(),
            Theirs = Money.Cny(Sum("theirs")).ToContract(),
        };
    }

    private static long Difference(ReconciliationTotal total) =>
        (total.Ours.MinorUnits - total.Theirs.MinorUnits) * (total.Direction == Contracts.Refunds.MoneyDirection.Out ? 1 : -1);

    private static string ListOf(ListReconciliationItemsRequest request)
    {
        var hasResult = request.Result != Contracts.Refunds.ReconciliationResult.Unspecified;
        return (request.Day, request.OpenOnly) switch
        {
            ("", true) when !hasResult => ReconciliationBooks.Open,
            ("", _) => throw new RefusedException(PlatformReasons.Invalid("day", "is given, or open_only alone")),
            (_, true) when hasResult => throw new RefusedException(PlatformReasons.Invalid("result", "is not given with open_only")),
            (var day, true) => ReconciliationBooks.OpenOf(Day(day)),
            (var day, _) when hasResult => ReconciliationBooks.Of(Day(day), Enum.Parse<ReconciliationResult>($"{request.Result}")),
            (var day, _) => ReconciliationBooks.Of(Day(day)),
        };
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day }
        ? day
        : throw new RefusedException(PlatformReasons.Invalid("day", "must be a date"));
}
