using Aftersales.Compensations.Features;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Compensations;

/// <summary>The coupons' methods and the features that handle them.</summary>
public sealed class CouponGrpc : CouponService.CouponServiceBase
{
    public override Task<ReserveCouponResponse> ReserveCoupon(ReserveCouponRequest request, ServerCallContext context) =>
        context.Feature<ReserveCoupon>().Handle(request, context.Call(request));

    public override Task<RedeemCouponResponse> RedeemCoupon(RedeemCouponRequest request, ServerCallContext context) =>
        context.Feature<RedeemCoupon>().Handle(request, context.Call(request));

    public override Task<ReleaseCouponResponse> ReleaseCoupon(ReleaseCouponRequest request, ServerCallContext context) =>
        context.Feature<ReleaseCoupon>().Handle(request, context.Call(request));

    public override Task<ListWalletResponse> ListWallet(ListWalletRequest request, ServerCallContext context) =>
        context.Feature<ReadWallets>().Handle(request, context.Call(request));

    public override Task<ListPendingCouponsResponse> ListPendingCoupons(ListPendingCouponsRequest request, ServerCallContext context) =>
        context.Feature<ReadWallets>().Handle(request, context.Call(request));

    public override Task<ImportCouponCodesResponse> ImportCouponCodes(IAsyncStreamReader<ImportCouponCodesRequest> requestStream, ServerCallContext context) =>
        context.Feature<ImportCouponCodes>().Handle(requestStream, context.Call());

    public override Task<ListCouponCodesResponse> ListCouponCodes(ListCouponCodesRequest request, ServerCallContext context) =>
        context.Feature<ReadCodes>().Handle(request, context.Call(request));
}
