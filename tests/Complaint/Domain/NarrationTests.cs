using Aftersales.Complaints.Domain;
using Aftersales.Kernel;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Every event that there is stands in the timeline as somebody decided.</summary>
public class NarrationTests
{
    /// <summary>
    /// What customers see of their cases: what they did, what they were told and what was promised. Whoever adds an event to the list of what customers
    /// see shows them more: its summary names nobody of the staff, and its words are the customer's own or were written for them.
    /// </summary>
    private static readonly string[] ForCustomers =
    [
        nameof(CaseOpened), nameof(CaseRepeated), nameof(CaseReopened), nameof(EvidenceAdded), nameof(OfferAccepted), nameof(OfferDeclined), nameof(DemandRaised),
        nameof(FeedbackRecorded), nameof(CaseWithdrawn), nameof(CustomerTold), nameof(MessagePosted), nameof(PromiseMade), nameof(PromiseKept),
    ];

    [Fact]
    public void Every_event_of_a_case_and_of_a_plan_has_a_row()
    {
        Narration.Known.Select(type => type.Name).ShouldBe(All<CaseEvent>(), ignoreOrder: true);
        PlanNarration.Known.Select(type => type.Name).ShouldBe(All<PlanEvent>(), ignoreOrder: true);
    }

    [Fact]
    public void R_PPL_2_customers_see_what_is_theirs_and_nothing_else() => Narration.ForCustomers.Select(type => type.Name).ShouldBe(ForCustomers, ignoreOrder: true);

    [Theory]
    [InlineData("我的手机是13800138000，杯子碎了", "我的手机是138****8000，杯子碎了")]
    [InlineData("写信到 wang.xiaoyan@mail.example 吧", "写信到 w***@mail.example 吧")]
    [InlineData("卡号6222021234567890123", "卡号***0123")]
    [InlineData("身份证11010519491231002X。", "身份证***002X。")]
    [InlineData("打0571-88889999", "打***9999")]
    [InlineData("寄到浙江省杭州市西湖区文三路100号3单元，谢谢", "寄到浙江省杭***，谢谢")]
    [InlineData("订单1930679858170647少了2件，一共20.50元", "订单1930679858170647少了2件，一共20.50元")]
    public void R_PPL_2_what_can_be_told_by_its_form_is_masked(string said, string shown) => Mask.Text(said, known: "1930679858170647").ShouldBe(shown);

    private static IEnumerable<string> All<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name);
}
