using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

internal sealed record TransferRequest(
    string OutBizNo, long Fen, string OrderTitle, string Remark, string Identity, IdentityType IdentityType, string? Name, string? NotifyUrl)
{
    public static TransferRequest Read(Input input)
    {
        ReadProduct(input);
        var payee = input.Object("payee_info");
        var type = payee.Choice<IdentityType>("identity_type");
        return new TransferRequest(
            input.Text("out_biz_no"), input.Amount("trans_amount"), input.OptionalText("order_title", 128) ?? "转账", input.OptionalText("remark", 200) ?? "",
            payee.Text("identity", 100), type, type == IdentityType.AlipayLogonId ? payee.Text("name") : payee.OptionalText("name"),
            input.OptionalLoopback("notify_url"));
    }

    /// <summary>The one product that is simulated: single transfers to accounts, without a person who confirms.</summary>
    public static void ReadProduct(Input input)
    {
        input.Only("product_code", "TRANS_ACCOUNT_NO_PWD");
        input.Only("biz_scene", "DIRECT_TRANSFER");
    }
}

internal sealed record TransferKey(string OutBizNo)
{
    public static TransferKey Read(Input input)
    {
        TransferRequest.ReadProduct(input);
        return new(input.Text("out_biz_no"));
    }
}

/// <summary>A transfer that was paid to an account.</summary>
internal sealed record Transfer(
    TransferRequest Request, string Fingerprint, string OrderId, string PayFundOrderId, string PayeeName, DateTimeOffset PaidAt, DateTimeOffset? ReversedAt)
{
    private const string Kind = "payment.transfer";

    public static Transfer? Find(Books books, string outBizNo) => books.Get<Transfer>(Kind, outBizNo);

    public void Keep(Books books) => books.Put(Kind, Request.OutBizNo, this);
}

internal static class Transfers
{
    private const long LeastFen = 10;

    /// <summary>
    /// alipay.fund.trans.uni.transfer: one out_biz_no moves money once. A refused transfer leaves nothing behind, so that its number can be
    /// used again with corrected data.
    /// </summary>
    public static Answer Pay(TransferRequest request, Turn turn)
    {
        Reversals.Settle(turn);
        var fingerprint = Json.Fingerprint(request);
        if (Transfer.Find(turn.Books, request.OutBizNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Paid(earlier) : Alipay.Refuse(Alipay.PaymentInfoInconsistency);
        if (request.Fen < LeastFen)
            return Alipay.Refuse(Alipay.BelowLeastTransfer);
        if (Account.Find(turn.Books, request.Identity, request.IdentityType) is not { } payee)
            return Alipay.Refuse(Alipay.PayeeNotExist);
        if (request.Name is not null && request.Name != payee.Name)
            return Alipay.Refuse(Alipay.PayeeUserInfoError);
        if (Ledger.Balance(turn.Books) < request.Fen)
            return Alipay.Refuse(Alipay.PayerBalanceNotEnough);

        var seq = turn.Books.Next("payment.transfer");
        var transfer = new Transfer(
            request, fingerprint, $"{turn.Now:yyyyMMdd}110070000006{seq:D12}", $"{turn.Now:yyyyMMdd}110070001506{seq:D12}", payee.Name, turn.Now, null);
        transfer.Keep(turn.Books);
        Ledger.Book(turn.Books, Movement(transfer, turn.Now, -request.Fen, "转账"));
        Reversals.Plan(turn, Reversal.OfTransfer, request.OutBizNo, null);
        turn.Notify(request.NotifyUrl, "transfer", Shown(transfer));
        return Paid(transfer);
    }

    /// <summary>alipay.fund.trans.common.query: status SUCCESS, or REFUND (退票) once the money came back.</summary>
    public static Answer Query(TransferKey key, Turn turn)
    {
        Reversals.Settle(turn);
        return Transfer.Find(turn.Books, key.OutBizNo) is { } transfer ? Answer.Ok(Shown(transfer)) : Alipay.Refuse(Alipay.OrderNotExist);
    }

    public static void Reverse(string outBizNo, DateTimeOffset at, Turn turn)
    {
        var transfer = Transfer.Find(turn.Books, outBizNo)! with { ReversedAt = at };
        transfer.Keep(turn.Books);
        Ledger.Book(turn.Books, Movement(transfer, at, transfer.Request.Fen, "转账退票"));
        turn.Notify(transfer.Request.NotifyUrl, "transfer_reversed", Shown(transfer));
    }

    private static Movement Movement(Transfer transfer, DateTimeOffset at, long fen, string type) => new(
        at, fen, type, transfer.OrderId, transfer.Request.OutBizNo, null, transfer.Request.OrderTitle,
        Masked.Person(transfer.PayeeName, transfer.Request.Identity), transfer.Request.Remark);

    private static string Status(Transfer transfer) => transfer.ReversedAt is null ? "SUCCESS" : "REFUND";

    private static Answer Paid(Transfer transfer) => Answer.Ok(new PaidTransfer(
        transfer.Request.OutBizNo, transfer.OrderId, transfer.PayFundOrderId, Status(transfer), BeijingTime.Text(transfer.PaidAt)));

    private static ShownTransfer Shown(Transfer transfer) => new(
        transfer.Request.OutBizNo, transfer.OrderId, transfer.PayFundOrderId, Fen.Text(transfer.Request.Fen), Status(transfer),
        BeijingTime.Text(transfer.PaidAt), "0.00",
        transfer.ReversedAt is null ? null : "PAYEE_ACCOUNT_STATUS_ERROR", transfer.ReversedAt is null ? null : "收款账户状态异常，款项已退回");

    private sealed record PaidTransfer(string OutBizNo, string OrderId, string PayFundOrderId, string Status, string TransDate) : Success;

    private sealed record ShownTransfer(
        string OutBizNo, string OrderId, string PayFundOrderId, string TransAmount, string Status, string PayDate, string OrderFee,
        string? ErrorCode, string? FailReason) : Success;
}
