using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Features;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Hosting;

namespace Aftersales.Compensations;

/// <summary>What there is about coupons.</summary>
internal static class Coupons
{
    public static void AddCoupons(this ServiceBuilder service)
    {
        service.AddFeature<CouponCodes>();
        service.AddFeature<FindCoupon>();
        service.AddFeature<ReserveCoupon>();
        service.AddFeature<RedeemCoupon>();
        service.AddFeature<ReleaseCoupon>();
        service.AddFeature<SpendCoupon>();
        service.AddWork<EndHold>("grant", CouponBooks.Hold);
        service.AddWork<TellExpiry>("grant", CouponBooks.Warning);
        service.AddWork<ExpireCoupon>("grant", CouponBooks.Expiry);
        service.On<RefundPaid, ReturnCoupons>("refund");
        service.On<RefundSentBack, ReturnCoupons>("refund");
        service.On<RefundFailed, ReturnCoupons>("refund");
        service.On<AdvanceCollected, ReturnCoupons>("refund");
        service.On<OrderChanged, ReturnCoupons>("tracking");
        service.AddFeature<ReadWallets>();

        service.AddAggregate<Domain.ImportedCode, CodeEvent, CodeAggregate>();
        service.AddFeature<CodeStock>();
        service.AddFeature<ImportCouponCodes>();
        service.AddWork<SeekCode>("grant", CouponBooks.Code);
        service.AddWork<MissWallet>("grant", CouponBooks.Wallet);
        service.AddWork<SettleCode>("coupon-code", CodeAggregate.Settling);
        service.AddWork<OfferCode>("coupon-code", CodeAggregate.Offering);
        service.AddWork<ExpireCode>("coupon-code", CodeAggregate.Expiry);
        service.AddFeature<ReadCodes>();
        service.MapGrpc<CouponGrpc>(CouponService.Descriptor);
    }
}
