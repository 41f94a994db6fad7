using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using Grpc.Core;
using NodaTime.Text;
using ReturnReason = Aftersales.Contracts.Returns.ReturnReason;
using ReturnState = Aftersales.Returns.Domain.ReturnState;
using ReturnWorkList = Aftersales.Contracts.Returns.ReturnWorkList;

namespace Aftersales.Returns.Queries;

/// <summary>Returns, the earliest due first: all, by state or by order, of everybody or of one customer, or what a desk works through; read once or followed.</summary>
public sealed class ListReturns(Aggregates<ReturnState, ReturnEvent> returns, ListWatch watch)
{
    public async Task<ListReturnsResponse> Handle(ListReturnsRequest request, Call call)
    {
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId;
        if (request.CustomerId.Length > 0 && request.CustomerId != customer)
            return new();
        var page = await returns.List(call, NameOf(request, customer), request.PageSize, request.PageToken);
        return new()
        {
            Returns = { page.Rows.Select(row => row.State.ToContract(row.Version)) },
            NextPageToken = page.NextPageToken,
        };
    }

    public Task Watch(WatchReturnsRequest request, IServerStreamWriter<WatchReturnsResponse> stream, Call call)
    {
        var list = NameOf(
            new() { WorkList = request.WorkList, Reason = request.Reason, DueDay = request.DueDay, Sku = request.Sku, Carrier = request.Carrier }, customer: "");
        return watch.Follow(
            call,
            now => returns.List(now, list, request.PageSize, pageToken: ""),
            round => stream.WriteAsync(new()
            {
                Changed = { round.Changed.Select(row => row.State.ToContract(row.Version)) },
                Removed = { round.Removed },
            }));
    }

    private static string NameOf(ListReturnsRequest request, string customer)
    {
        if (request.WorkList != ReturnWorkList.Unspecified)
            return WorkListOf(request, customer);
        if (Filters(request) > 0)
            throw new RefusedException(ReturnReasons.Invalid("work_list", "needed with a reason, a day, goods or a carrier"));
        if (request.State != Contracts.Returns.ReturnState.Unspecified && request.OrderId.Length > 0)
            throw new RefusedException(ReturnReasons.Invalid("order_id", "not together with state"));
        ReturnStage? stage = request.State == Contracts.Returns.ReturnState.Unspecified ? null : (ReturnStage)request.State;
        return ReturnLists.Name(customer, stage, request.OrderId);
    }

    private static string WorkListOf(ListReturnsRequest request, string customer)
    {
        if (customer.Length > 0 || request.OrderId.Length > 0 || request.State != Contracts.Returns.ReturnState.Unspecified)
            throw new RefusedException(ReturnReasons.Invalid("work_list", "not together with a customer, a state or an order"));
        if (Filters(request) > 1)
            throw new RefusedException(ReturnReasons.Invalid("work_list", "with one of reason, day, goods and carrier"));
        var list = (Domain.ReturnWorkList)request.WorkList;
        return request switch
        {
            { Reason: not ReturnReason.Unspecified and var reason } => ReturnWorkLists.Name(list, (Domain.ReturnReason)reason),
            { DueDay: { Length: > 0 } day } => LocalDatePattern.Iso.Parse(day) is { Success: true } date
                ? ReturnWorkLists.Name(list, date.Value)
                : throw new RefusedException(ReturnReasons.Invalid("due_day", "a day as yyyy-mm-dd")),
            { Sku: { Length: > 0 } sku } => ReturnWorkLists.NameOfSku(list, sku),
            { Carrier: { Length: > 0 } carrier } => ReturnWorkLists.NameOfCarrier(list, carrier),
            _ => ReturnWorkLists.Name(list),
        };
    }

    private static int Filters(ListReturnsRequest request) =>
        new[] { request.Reason != ReturnReason.Unspecified, request.DueDay.Length > 0, request.Sku.Length > 0, request.Carrier.Length > 0 }.Count(given => given);
}
