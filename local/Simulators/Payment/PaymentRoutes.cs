using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

internal static class PaymentRoutes
{
    public static void MapPayment(this WebApplication app, Counter counter, Lazy<PaymentKeys> keys)
    {
        var desk = new Desk(app, counter, "payment", Alipay.Voice);
        desk.Post("/accounts", "account.register", Account.Read, _ => null, Account.Register);
        desk.Post("/trades", "trade.register", TradeRegistration.Read, request => request.OutTradeNo, Trades.Register);
        desk.Post("/trades/finish", "trade.finish", TradeKey.Read, key => key.Number, Trades.Finish);
        desk.Get("/statement", "statement", StatementRequest.Read, request => request.Day.ToString("yyyy-MM-dd"), Statement.Get);

        var gateway = new Gateway(counter, keys);
        gateway.Serves("alipay.trade.query", "trade.query", GatewayVoice.Trade, TradeKey.Read, key => key.Number, Trades.Query);
        gateway.Serves("alipay.trade.refund", "refund", GatewayVoice.Trade, RefundRequest.Read, request => request.OutRequestNo, Refunds.Pay);
        gateway.Serves("alipay.trade.fastpay.refund.query", "refund.query", GatewayVoice.Trade, RefundKey.Read, key => key.OutRequestNo, Refunds.Query);
        gateway.Serves("alipay.fund.trans.uni.transfer", "transfer", GatewayVoice.Fund, TransferRequest.Read, request => request.OutBizNo, Transfers.Pay);
        gateway.Serves("alipay.fund.trans.common.query", "transfer.query", GatewayVoice.Fund, TransferKey.Read, key => key.OutBizNo, Transfers.Query);
        app.MapMethods("/payment/gateway.do", [HttpMethods.Post], gateway.Serve);
    }
}
