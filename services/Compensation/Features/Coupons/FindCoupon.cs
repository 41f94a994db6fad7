using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations.Features;

/// <summary>Which coupon is meant, and whose it has to be.</summary>
public sealed class FindCoupon(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    /// <summary>Id of the grant whose coupon has this code.</summary>
    /// <exception cref="RefusedException">COUPON_NOT_FOUND.</exception>
    public async Task<string> ByCode(string code, Call call) =>
        (await grants.List(call, GrantLists.Code(codes.Hash(code)), 1, "")).Rows is [var row, ..] ? row.Aggregate : throw new RefusedException(CouponDecider.NotFound());

    /// <summary>Customers act for themselves; the checkout and the staff say for whom.</summary>
    /// <exception cref="RefusedException">INVALID_REQUEST: nobody is named, or somebody else than the customer who calls.</exception>
    public static string Customer(string named, Call call) => (call.Caller.IsCustomer, named) switch
    {
        (true, "") => call.Person,
        (true, _) when named != call.Person => throw new RefusedException(PlatformReasons.Invalid("customer_id", "must be the customer who calls")),
        (false, "") => throw new RefusedException(PlatformReasons.Invalid("customer_id", "is needed from everybody but the customer")),
        _ => named,
    };
}
