using System.Text;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Import;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>Codes of another system: who has one, how one reaches its coupon, and how they are read from a file (R-COMP-10).</summary>
public sealed class CodeTests
{
    private static readonly Instant Expiry = Story.Now + Duration.FromDays(20);

    private static readonly ImportedCode Free = new(new("sealed", "hash"), Money.Cny(15_00), Money.Cny(0), Expiry, Story.Now);

    private static Wallet Pending => new(
        (Story.Paid(200_00) with { Policy = Story.Default with { Coupon = Wallet.Terms with { Source = CouponSource.External } } })
            .Give(Tier.L1, Cause.Damaged, Kind.Coupon, 15_00),
        Story.Now);

    [Fact]
    public void R_COMP_10_a_coupon_of_another_system_awaits_its_code_for_five_working_days()
    {
        // 2 June 2026 is a Tuesday: the 9th, 24:00.
        var due = Instant.FromUtc(2026, 6, 9, 16, 0);
        Pending.Grant.ShouldSatisfyAllConditions(
            g => g.Coupon.ShouldBeNull(), g => g.Awaited.ShouldBe(new(due)), g => g.CouponStatus.ShouldBe(CouponStatus.Pending), g => g.Balance.ShouldBe(g.Amount));
        Pending.Reserve().Refused(CompensationReasons.CouponNotFound);
        CouponDecider.Delay(Pending.Grant, due - Duration.FromSeconds(1)).ShouldBe(Decision<GrantEvent>.Nothing);

        var late = Pending.Then(w => CouponDecider.Miss(w.Grant, w.Now)).At(due).Then(w => CouponDecider.Delay(w.Grant, w.Now));
        late.Grant.Awaited.ShouldBe(new(due, Sought: true, Late: true));
        CouponDecider.Miss(late.Grant, due).ShouldBe(Decision<GrantEvent>.Nothing);
        CouponDecider.Delay(late.Grant, due).ShouldBe(Decision<GrantEvent>.Nothing);
        late.Then(w => w.Revoke()).ShouldBe(GrantStatus.Revoked, 0);

        var issued = late.Then(w => CouponDecider.Issue(w.Grant, "code_1", Free, Wallet.Terms, w.Now));
        issued.Grant.Coupon.ShouldBe(new("sealed", "hash", Money.Cny(0), Expiry) { ImportedCode = "code_1", WarnAt = Expiry - Duration.FromDays(3) });
        issued.Then(w => w.Spend()).ShouldBe(GrantStatus.Spent, 0);
    }

    [Fact]
    public void R_COMP_10_a_coupon_takes_one_code_and_a_revoked_one_none()
    {
        var issued = Pending.Then(w => CouponDecider.Issue(w.Grant, "code_1", Free, Wallet.Terms, w.Now));
        CouponDecider.Issue(issued.Grant, "code_2", Free, Wallet.Terms, Story.Now).ShouldBe(Decision<GrantEvent>.Nothing);
        CouponDecider.Issue(Pending.Then(w => w.Revoke()).Grant, "code_2", Free, Wallet.Terms, Story.Now).ShouldBe(Decision<GrantEvent>.Nothing);
        CouponDecider.Issue(Wallet.With().Grant, "code_2", Free, Wallet.Terms, Story.Now).ShouldBe(Decision<GrantEvent>.Nothing);
    }

    [Fact]
    public void A_code_is_one_coupon_s_and_free_again_where_that_did_not_take_it()
    {
        var taken = After(Free, CodeDecider.Take(Free, "cmp_1", Story.Now));
        CodeDecider.Take(taken, "cmp_2", Story.Now).ShouldBe(Decision<CodeEvent>.Nothing);
        CodeDecider.Settle(taken, "cmp_2", hasIt: true, Story.Now).ShouldBe(Decision<CodeEvent>.Nothing);
        var freed = After(taken, CodeDecider.Settle(taken, "cmp_1", hasIt: false, Story.Now));
        freed.ShouldBe(Free with { Returned = true });
        After(freed, CodeDecider.Offer(freed, Story.Now)).ShouldBe(Free);
        CodeDecider.Offer(Free, Story.Now).ShouldBe(Decision<CodeEvent>.Nothing);
        CodeDecider.Offer(taken, Story.Now).ShouldBe(Decision<CodeEvent>.Nothing);
        var given = After(taken, CodeDecider.Settle(taken, "cmp_1", hasIt: true, Story.Now));
        given.Status.ShouldBe(CodeStatus.Given);
        CodeDecider.Settle(given, "cmp_1", hasIt: false, Story.Now).ShouldBe(Decision<CodeEvent>.Nothing);
        CodeDecider.Expire(given, Expiry).ShouldBe(Decision<CodeEvent>.Nothing);

        CodeDecider.Expire(Free, Expiry - Duration.FromSeconds(1)).ShouldBe(Decision<CodeEvent>.Nothing);
        After(Free, CodeDecider.Expire(Free, Expiry)).Status.ShouldBe(CodeStatus.Expired);
        CodeDecider.Take(Free, "cmp_1", Expiry).ShouldBe(Decision<CodeEvent>.Nothing);
        CodeDecider.Import(Free, Free with { Value = Money.Cny(1) }).ShouldBe(Decision<CodeEvent>.Nothing);
    }

    [Theory]
    [InlineData("ABCD-1234,10,99.9,2026-06-30", 10_00, 99_90, "2026-06-30T16:00:00Z")]
    [InlineData("'0012345678,0.01,0,2026/6/3 08:30", 1, 0, "2026-06-03T00:30:00Z")]
    [InlineData("\"=\"\"ABCD12345678\"\"\",5.50,0,2026/6/3", 5_50, 0, "2026-06-03T16:00:00Z")]
    public async Task A_row_is_read_as_spreadsheets_write_it(string row, long value, long minimum, string expiry)
    {
        var read = (await Read($"code,value,minimum_spend,expires\r\n{row}\r\n")).Rows.ShouldHaveSingleItem();
        (read.Value, read.MinimumSpend, read.ExpiresAt.ToString()).ShouldBe((Money.Cny(value), Money.Cny(minimum), expiry));
        read.Code.ShouldNotContain("'");
        read.Code.ShouldNotContain("\"");
    }

    [Theory]
    [InlineData("ABCD123,10,0,2026-06-30", "code")] // could be guessed
    [InlineData("ABCD_1234,10,0,2026-06-30", "code")]
    [InlineData(",10,0,2026-06-30", "code")]
    [InlineData("ABCD1234,0,0,2026-06-30", "value")]
    [InlineData("ABCD1234,-1,0,2026-06-30", "value")]
    [InlineData("ABCD1234,10.001,0,2026-06-30", "value")]
    [InlineData("ABCD1234,1000000.01,0,2026-06-30", "value")]
    [InlineData("ABCD1234,99999999999999999999999999999,0,2026-06-30", "value")]
    [InlineData("ABCD1234,10,,2026-06-30", "minimum_spend")]
    [InlineData("ABCD1234,10,0,30.06.2026", "expires")]
    [InlineData("ABCD1234,10,0,2026-06-02 09:00", "expires")] // is over
    [InlineData("ABCD1234,10,0", "")]
    [InlineData("\"ABCD1234,10,0,2026-06-30", "")]
    public async Task A_bad_row_is_named_by_line_and_the_good_ones_are_kept(string row, string column)
    {
        var file = await Read($"code,value,minimum_spend,expires\r\nGOOD-0001,10,0,2026-06-30\r\n{row}\r\nGOOD-0002,10,0,2026-06-30\r\n");
        file.Rows.Select(good => good.Code).ShouldBe(["GOOD-0001", "GOOD-0002"]);
        file.Rejected.ShouldHaveSingleItem().ShouldSatisfyAllConditions(bad => bad.Line.ShouldBe(3), bad => bad.Column.ShouldBe(column), bad => bad.Reason.ShouldNotContain("ABCD"));
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_either_language_and_encoding()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var file = await CodeFile.Read(
            new MemoryStream(gbk.GetBytes("批次,到期时间,面值,使用门槛,券码\n七月,2026-06-30,10,100,TM-2026-0001\n")), BusinessCalendar.Default, Story.Now, default);
        file.Rows.ShouldHaveSingleItem().ShouldBe(new(2, "TM-2026-0001", Money.Cny(10_00), Money.Cny(100_00), Instant.FromUtc(2026, 6, 30, 16, 0)));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("code,value,expires\r\n", "minimum_spend")]
    [InlineData("code,value,minimum_spend,expires,券码\r\n", null)]
    public async Task What_is_no_list_of_codes_is_refused(string text, string? missing)
    {
        var refusal = (await Should.ThrowAsync<RefusedException>(() => Read(text))).Refusal;
        refusal.Reason.ShouldBe(CompensationReasons.CouponFileInvalid);
        refusal.Metadata.GetValueOrDefault("missing").ShouldBe(missing);
    }

    [Fact]
    public async Task A_list_has_ten_thousand_rows_at_most()
    {
        string Rows(int count) => "code,value,minimum_spend,expires\n" + string.Concat(Enumerable.Range(0, count).Select(n => $"CODE-{n:D8},10,0,2026-06-30\n"));
        (await Read(Rows(10_000))).Rows.Count.ShouldBe(10_000);
        await Should.ThrowAsync<RefusedException>(() => Read(Rows(10_001)));
    }

    private static Task<CodeFile> Read(string text) => CodeFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), BusinessCalendar.Default, Story.Now, default);

    private static ImportedCode After(ImportedCode code, Decision<CodeEvent> decision) => CodeDecider.Evolve(code, decision.Events.ShouldHaveSingleItem());
}
