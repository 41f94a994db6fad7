using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Queries;

/// <summary>Reads of grants. A customer sees their own only, and they alone see the code of a coupon (R-COMP-8).</summary>
public sealed class ReadGrants(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public async Task<GetGrantResponse> Handle(GetGrantRequest request, Call call) =>
        await grants.Read(call.Merchant, request.GrantId, call.Cancel) is { } grant && IsOpenTo(call, grant.State)
            ? new() { Grant = Show(grant, call) }
            : throw new RefusedException(new(CompensationReasons.GrantNotFound, "no such grant"));

    public async Task<ListGrantsResponse> Handle(ListGrantsRequest request, Call call)
    {
        var page = await grants.List(call, List(request, call), request.PageSize, request.PageToken, descending: true);
        var shown = page.Rows.Where(row => IsOpenTo(call, row.State) && (request.CustomerId.Length == 0 || row.State.CustomerId == request.CustomerId));
        return new()
        {
            Grants = { shown.Select(row => Show(new(row.Aggregate, row.State, row.Version), call)) },
            NextPageToken = page.NextPageToken,
        };
    }

    // An order has one customer, so that of an order's grants either all or none are theirs.
    private static string List(ListGrantsRequest request, Call call) => (request.OrderId, request.CustomerId) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => throw new RefusedException(PlatformReasons.Invalid("customer_id", "at most one filter")),
        ({ Length: > 0 } order, _) => GrantLists.Order(order),
        _ when call.Caller.IsCustomer => GrantLists.Customer(call.Person),
        (_, { Length: > 0 } customer) => GrantLists.Customer(customer),
        _ => GrantLists.All,
    };

    private Contracts.Compensations.Grant Show(Versioned<Grant> grant, Call call) =>
        grant.ToGrant(call.Caller.IsCustomer ? codes.Clear(grant.State.Coupon) : codes.Masked(grant.State.Coupon));

    private static bool IsOpenTo(Call call, Grant grant) => !call.Caller.IsCustomer || grant.CustomerId == call.Person;
}
