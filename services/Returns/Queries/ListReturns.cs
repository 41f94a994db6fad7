using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns.Queries;

/// <summary>Returns, the earliest due first: all, by state or by order, of everybody or of one customer.</summary>
public sealed class ListReturns(Aggregates<ReturnState, ReturnEvent> returns)
{
    public async Task<ListReturnsResponse> Handle(ListReturnsRequest request, Call call)
    {
        if (request.State != Contracts.Returns.ReturnState.Unspecified && request.OrderId.Length > 0)
            throw new RefusedException(ReturnReasons.Invalid("order_id", "not together with state"));
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId;
        if (request.CustomerId.Length > 0 && request.CustomerId != customer)
            return new();

        ReturnStage? stage = request.State == Contracts.Returns.ReturnState.Unspecified ? null : (ReturnStage)request.State;
        var page = await returns.List(call, ReturnLists.Name(customer, stage, request.OrderId), request.PageSize, request.PageToken);
        return new()
        {
            Returns = { page.Rows.Select(row => row.State.ToContract(row.Version)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
