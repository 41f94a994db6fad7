using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Queries;

/// <summary>Cases by one filter and the state, the earliest due first.</summary>
public sealed class ListCases(Cases cases, Vault vault)
{
    public async Task<ListCasesResponse> Handle(ListCasesRequest request, Call call)
    {
        var list = ListOf(request, call).On((CaseStage)request.State);
        var page = await cases.List(call, list, request.PageSize, request.PageToken);
        // An order belongs to one buyer; cases that others opened about it stay theirs.
        var seen = page.Rows.Where(row => !call.Caller.IsCustomer || row.State.Customer == call.Person);
        return new()
        {
            Cases = { seen.Select(row => new Platform.Aggregates.Versioned<Domain.Case>(row.Aggregate, row.State, row.Version).ToContract(vault, call)) },
            NextPageToken = page.NextPageToken,
        };
    }

    private static string ListOf(ListCasesRequest request, Call call)
    {
        var customer = request.CustomerId;
        if (call.Caller.IsCustomer)
        {
            if (request.OwnerId.Length > 0 || (customer.Length > 0 && customer != call.Person))
                throw new RefusedException(CaseReasons.Invalid("owner_id", "customers list their own cases"));
            customer = request.OrderId.Length > 0 ? "" : call.Person;
        }

        return (request.OwnerId, customer, request.OrderId) switch
        {
            ("", "", "") => CaseLists.All,
            ({ Length: > 0 } owner, "", "") => CaseLists.OfOwner(owner),
            ("", { Length: > 0 } of, "") => CaseLists.OfCustomer(of),
            ("", "", { Length: > 0 } order) => CaseLists.OfOrder(order),
            _ => throw new RefusedException(CaseReasons.Invalid("owner_id", "at most one of owner_id, customer_id and order_id is given")),
        };
    }
}
