using System.Collections.Frozen;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>
/// The sub-codes that say for certain that nothing has moved, and what follows from each. Only what Alipay documents as a refusal stands here: any
/// other code, also one that is new, is unknown (R-REF-4).
/// </summary>
internal static class AlipayRefusals
{
    private static readonly FrozenDictionary<string, RefusedBecause> Known = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null where the code leaves open whether money moved.</returns>
    public static RefusedBecause? Because(string code) => Known.TryGetValue(code, out var because) ? because : null;

    private static IEnumerable<KeyValuePair<string, RefusedBecause>> Table() =>
    [
        // Alipay's remedy is to refund outside the trade: the buyer's account is closed or frozen, or the trade is over.
        .. Each(RefusedBecause.Settled,
            "ACQ.TRADE_HAS_FINISHED", "ACQ.BUYER_NOT_EXIST", "ACQ.BUYER_ERROR", "ACQ.BUYER_ENABLE_STATUS_FORBID", "ACQ.CUSTOMER_VALIDATE_ERROR",
            "ACQ.NOT_ALLOW_PARTIAL_REFUND", "ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND"),

        // It is the merchant who has to act: money in, a contract, a frozen account. The refund waits for it.
        .. Each(RefusedBecause.NotNow,
            "ACQ.SELLER_BALANCE_NOT_ENOUGH", "ACQ.REFUND_ACCOUNT_NOT_EXIST", "ACQ.REASON_TRADE_BEEN_FREEZEN", "ACQ.ACCESS_FORBIDDEN",
            "ACQ.PARTNER_ERROR", "ACQ.INVALID_PARAMETER"),
        .. Each(RefusedBecause.ForGood,
            "ACQ.TRADE_NOT_EXIST", "ACQ.TRADE_HAS_CLOSE", "ACQ.TRADE_STATUS_ERROR", "ACQ.TRADE_NOT_ALLOW_REFUND", "ACQ.REASON_TRADE_STATUS_INVALID",
            "ACQ.REASON_TRADE_REFUND_FEE_ERR", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "ACQ.REFUND_FEE_ERROR", "ACQ.CURRENCY_NOT_SUPPORT",
            "ACQ.USER_NOT_MATCH_ERR"),

        // Some names are Alipay's own misspellings.
        .. Each(RefusedBecause.PayeeWrong,
            "PAYEE_NOT_EXIST", "PAYEE_ACCOUNT_NOT_EXSIT", "PAYEE_USER_INFO_ERROR", "PAYEE_ACCOUNT_STATUS_ERROR", "PAYEE_USERINFO_STATUS_ERROR",
            "PAYEE_ACC_OCUPIED", "PAYEE_CERT_INFO_ERROR", "PAYEE_NOT_RELNAME_CERTIFY", "PAYEE_USER_TYPE_ERROR", "PAYEE_TRUSTEESHIP_ACC_OVER_LIMIT",
            "NO_ACCOUNT_RECEIVE_PERMISSION", "NO_ACCOUNT_USER_FORBBIDEN_RECIEVE", "BLOCK_USER_FORBBIDEN_RECIEVE", "RELEASE_USER_FORBBIDEN_RECIEVE",
            "CHECK_RECEIVER_CERT_NOT_ALLOW", "PERMIT_NON_BANK_LIMIT_PAYEE", "PERMIT_LIMIT_PAYEE", "PERMIT_CHECK_RECEIVE_LIMIT",
            "PERM_AML_NOT_REALNAME_REV", "EXCEED_LIMIT_UNRN_DM_AMOUNT", "PAYER_PAYEE_CANNOT_SAME"),
        .. Each(RefusedBecause.NotNow,
            "PAYER_BALANCE_NOT_ENOUGH", "BALANCE_IS_NOT_ENOUGH", "EXCEED_LIMIT_DM_AMOUNT", "EXCEED_LIMIT_DM_MAX_AMOUNT", "EXCEED_LIMIT_MM_AMOUNT",
            "EXCEED_LIMIT_MM_MAX_AMOUNT", "EXCEED_LIMIT_DC_RECEIVED", "RESOURCE_LIMIT_EXCEED", "PAYER_STATUS_ERROR", "PAYER_CERTIFY_CHECK_FAIL",
            "PAYER_PERMLIMIT_CHECK_FAILURE", "PERMIT_PAYER_FORBIDDEN", "PAYCARD_UNABLE_PAYMENT", "MONEY_PAY_CLOSED", "NO_ACCOUNT_PAYMENT_PERMISSION",
            "BLOCK_USER_FORBBIDEN_SEND", "INVALID_PAYER_ACCOUNT", "PRODUCT_NOT_SIGN", "NOT_IN_WHITE_LIST", "INVALID_PARAMETER"),
        .. Each(RefusedBecause.ForGood,
            "EXCEED_LIMIT_SM_AMOUNT", "EXCEED_LIMIT_SM_MIN_AMOUNT", "EXCEED_LIMIT_PERSONAL_SM_AMOUNT", "EXCEED_LIMIT_ENT_SM_AMOUNT",
            "SECURITY_CHECK_FAILED"),
    ];

    private static IEnumerable<KeyValuePair<string, RefusedBecause>> Each(RefusedBecause because, params IEnumerable<string> codes) =>
        codes.Select(code => KeyValuePair.Create(code, because));
}
