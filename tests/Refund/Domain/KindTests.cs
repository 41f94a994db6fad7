using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

public class KindTests
{
    private readonly Scenario order = new();

    public static TheoryData<string, RequestRefund, RefundKind> Kinds => new()
    {
        { "a whole line", Request(Order, "r1", [("1", 3)]), RefundKind.Normal },
        { "a whole line with freight kept back", Request(Order, "r1", [("1", 3)]) with { Deduction = Money.Cny(4_00) }, RefundKind.Normal },
        { "all lines", Request(Order, "r1", [("1", 3), ("2", 10)]), RefundKind.Normal },
        { "the whole order with its freight", Request(Order, "r1", [("1", 3), ("2", 10)], freight: 6_00), RefundKind.Normal },
        { "part of a line's quantity", Request(Order, "r1", [("1", 2)]), RefundKind.Abnormal },
        { "a line with freight", Request(Order, "r1", [("1", 3)], freight: 6_00), RefundKind.Abnormal },
        { "the whole order with part of its freight", Request(Order, "r1", [("1", 3), ("2", 10)], freight: 5_00), RefundKind.Abnormal },
        { "freight alone", Request(Order, "r1", freight: 6_00), RefundKind.Abnormal },
        { "cash compensation", Request(Order, "r1", compensation: 10_00), RefundKind.Abnormal },
        { "a line with cash compensation", Request(Order, "r1", [("1", 3)], compensation: 10_00), RefundKind.Abnormal },
        { "a settled order", Request(Settled, "r1", [("1", 3)]), RefundKind.Abnormal },
        { "a payment that the channel cannot find", Request(Order with { TradeNo = "" }, "r1", [("1", 3)]), RefundKind.Abnormal },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void R_REF_1_and_2_decide_how_it_is_paid(string what, RequestRefund request, RefundKind kind)
    {
        order.Given(request);
        order["r1"].Kind.ShouldBe(kind, what);
        order["r1"].State.ShouldBe(kind == RefundKind.Normal ? RefundState.AwaitingInvoice : RefundState.AwaitingPayee, what);
    }

    [Fact]
    public void R_REF_2_a_request_for_part_of_a_quantity_becomes_an_abnormal_refund_of_that_part()
    {
        order.Given(Request(Order, "r1", [("1", 2)]));
        order["r1"].Parts.Lines.ShouldHaveSingleItem().Pieces.ShouldBe([0, 1]);
        order["r1"].Parts.Total.Minor.ShouldBe(6_67);
    }
}
