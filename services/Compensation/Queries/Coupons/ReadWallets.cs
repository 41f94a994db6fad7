using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Features;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Queries;

/// <summary>Customers' coupons. Codes are in clear for their customer alone.</summary>
public sealed class ReadWallets(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public async Task<ListWalletResponse> Handle(ListWalletRequest request, Call call)
    {
        var customer = FindCoupon.Customer(request.CustomerId, call);
        var list = request.State == CouponState.Unspecified ? GrantLists.Wallet(customer) : GrantLists.Wallet(customer, (CouponStatus)request.State);
        var page = await grants.List(call, list, request.PageSize, request.PageToken);
        return new()
        {
            Coupons = { page.Rows.Select(row => Show(new(row.Aggregate, row.State, row.Version), call)) },
            NextPageToken = page.NextPageToken,
        };
    }

    /// <summary>R-COMP-10: what is not in the wallet yet.</summary>
    public async Task<ListPendingCouponsResponse> Handle(ListPendingCouponsRequest request, Call call)
    {
        var page = await grants.List(call, request.LateOnly ? GrantLists.Late : GrantLists.Pending, request.PageSize, request.PageToken);
        return new() { Coupons = { page.Rows.Select(row => row.ToPending()) }, NextPageToken = page.NextPageToken };
    }

    private WalletCoupon Show(Versioned<Grant> grant, Call call) =>
        grant.ToWalletCoupon(call.Caller.IsCustomer ? codes.Clear(grant.State.Coupon) : codes.Masked(grant.State.Coupon));
}
