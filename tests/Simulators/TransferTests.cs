namespace Aftersales.Simulators.Tests;

public sealed class TransferTests : World
{
    private Task<Reply> Account(string name = BuyerName) =>
        Post("payment/accounts", new { identity = Buyer, identity_type = "ALIPAY_LOGON_ID", name });

    [Fact]
    public async Task R_REF_4_one_transfer_number_50_times_at_once_moves_money_once()
    {
        await Account();

        var replies = await AtOnce(50, _ => Transfer("T-1", "20.00"));

        replies.ShouldAllBe(reply => reply["status"] == "SUCCESS");
        replies.Select(reply => reply["order_id"]).Distinct().Count().ShouldBe(1);
        (await Statement())["expense_amount"].ShouldBe("20.00");
    }

    [Fact]
    public async Task R_REF_2_a_name_that_does_not_match_is_refused_and_the_number_can_be_used_again_once_corrected()
    {
        await Account();

        (await Transfer("T-1", "20.00", name: "王大明")).SubCode.ShouldBe("PAYEE_USER_INFO_ERROR");
        (await QueryTransfer("T-1")).SubCode.ShouldBe("ORDER_NOT_EXIST");
        (await Transfer("T-1", "20.00"))["status"].ShouldBe("SUCCESS");
        (await QueryTransfer("T-1"))["trans_amount"].ShouldBe("20.00");
    }

    [Fact]
    public async Task The_same_number_with_other_content_is_inconsistent()
    {
        await Account();
        await Transfer("T-1", "20.00");
        (await Transfer("T-1", "20.01")).SubCode.ShouldBe("PAYMENT_INFO_INCONSISTENCY");
    }

    [Fact]
    public async Task Unknown_payees_small_amounts_and_an_empty_account_are_refused()
    {
        (await Transfer("T-1", "20.00")).SubCode.ShouldBe("PAYEE_NOT_EXIST");
        await Account();
        (await Transfer("T-1", "0.09")).SubCode.ShouldBe("EXCEED_LIMIT_SM_MIN_AMOUNT");
        (await Transfer("T-1", "1000000.01")).SubCode.ShouldBe("PAYER_BALANCE_NOT_ENOUGH");
        (await Transfer("T-1", "1000000.00"))["status"].ShouldBe("SUCCESS");
    }

    [Fact]
    public async Task Bad_input_names_the_nested_field()
    {
        var reply = await Ask("alipay.fund.trans.uni.transfer", new
        {
            out_biz_no = "T-1",
            trans_amount = "1.00",
            product_code = "TRANS_ACCOUNT_NO_PWD",
            biz_scene = "DIRECT_TRANSFER",
            payee_info = new { identity = Buyer, identity_type = "PHONE", name = BuyerName },
        });
        reply.SubCode.ShouldBe("INVALID_PARAMETER");
        reply["sub_msg"]!.ShouldStartWith("payee_info.identity_type: one of ALIPAY_LOGON_ID, ALIPAY_USER_ID");
    }

    [Fact]
    public async Task Another_product_and_none_are_bad_input()
    {
        (await Ask("alipay.fund.trans.common.query", new { out_biz_no = "T-1" }))["sub_msg"]!.ShouldStartWith("product_code: required");
        (await Ask("alipay.fund.trans.common.query", new { out_biz_no = "T-1", product_code = "STD_RED_PACKET", biz_scene = "DIRECT_TRANSFER" }))["sub_msg"]!
            .ShouldStartWith("product_code: TRANS_ACCOUNT_NO_PWD");
    }
}
