using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

internal static class PaymentRoutes
{
    public static void MapPayment(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "payment", Alipay.Voice);
        desk.Post("/accounts", "account.register", Account.Read, _ => null, Account.Register);
        desk.Post("/trades", "trade.register", TradeRegistration.Read, request => request.OutTradeNo, Trades.Register);
        desk.Post("/trades/finish", "trade.finish", TradeKey.Read, key => key.Number, Trades.Finish);
        desk.Post("/trade/query", "trade.query", TradeKey.Read, key => key.Number, Trades.Query);
        desk.Post("/refund", "refund", RefundRequest.Read, request => request.OutRequestNo, Refunds.Pay);
        desk.Post("/refund/query", "refund.query", RefundKey.Read, key => key.OutRequestNo, Refunds.Query);
        desk.Post("/transfer", "transfer", TransferRequest.Read, request => request.OutBizNo, Transfers.Pay);
        desk.Post("/transfer/query", "transfer.query", TransferKey.Read, key => key.OutBizNo, Transfers.Query);
        desk.Get("/statement", "statement", StatementRequest.Read, request => request.Day.ToString("yyyy-MM-dd"), Statement.Get);
    }
}
