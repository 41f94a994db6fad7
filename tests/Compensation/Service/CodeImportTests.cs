using System.Globalization;
using Aftersales.Compensations;
using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using CouponIssued = Aftersales.Contracts.Compensations.CouponIssued;
using CouponLate = Aftersales.Contracts.Compensations.CouponLate;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>A merchant whose coupons have the codes of another system (R-COMP-10).</summary>
public sealed class CodeImportTests(ExternalShops shops) : IClassFixture<ExternalShops>
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_coupon_takes_a_free_code_of_its_value_and_is_spent_like_any_other(string database)
    {
        var shop = await shops.On(database);
        var imported = await shop.Import(Codes("first", 2, "10.00", shop) + Codes("other", 1, "9.99", shop));
        (imported.Created, imported.Unchanged, imported.RejectedCount, imported.Issued).ShouldBe((3, 0, 0, 0));
        var coupon = await shop.Granted();
        await shop.Desk.Host.Drain();
        var issued = (await shop.Read(coupon.GrantId)).Coupon;
        issued.ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(CouponState.Available), c => c.Code.ShouldStartWith("first-"), c => c.MinimumSpend.ShouldBe(Desk.Cny(20_00)), c => c.Balance.ShouldBe(Desk.Cny(10_00)));
        shop.Desk.Host.Last<CouponIssued>().Grant.GrantId.ShouldBe(coupon.GrantId);
        var given = (await shop.Supervisor.ListCouponCodesAsync(new() { State = CouponCodeState.Given })).Codes.Single(c => c.GrantId == coupon.GrantId);
        given.MaskedCode.ShouldBe($"****-****-****-{issued.Code[^4..]}");

        (await Desk.Refused(shop.Desk.Buyer().SpendCouponAsync(Desk.Spend(issued.Code, shop.New("order"), 19_99)))).Reason.ShouldBe("COUPON_MINIMUM_SPEND");
        (await shop.Desk.Buyer().SpendCouponAsync(Desk.Spend(issued.Code.ToUpperInvariant(), shop.New("order")))).Grant.State.ShouldBe(GrantState.Spent);
        shop.Desk.Host.Published.ShouldAllBe(e => !e.Json.Contains("first-"));
        await shop.Granted(); // the second of the value, so that none is left for other tests
        await shop.Desk.Host.Drain();
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_10_without_a_code_a_coupon_waits_is_told_late_and_gets_the_next_that_is_imported(string database)
    {
        var shop = await shops.On(database);
        var (first, second, third) = (await shop.Granted(3_00), await shop.Granted(3_00), await shop.Granted(3_00));
        await shop.Desk.Host.Drain();
        shop.Desk.Host.Last<CouponAwaited>().Grant.GrantId.ShouldBe(third.GrantId);
        (await shop.Stands(first)).ShouldBe((CouponState.Pending, 3_00));
        (await shop.Buyer().ListWalletAsync(new() { PageSize = 500 })).Coupons.Single(c => c.GrantId == first.GrantId).Coupon.Code.ShouldBeEmpty();
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(first, shop.New("order"))))).Reason.ShouldBe("COUPON_NOT_FOUND");
        await shop.Desk.Person(Role.Supervisor, "supervisor_1").RevokeGrantAsync(Desk.Revoke(second.GrantId));
        var waiting = (await shop.Supervisor.ListPendingCouponsAsync(new())).Coupons.ToList();
        waiting.Select(c => (c.GrantId, c.Value.MinorUnits, c.Late)).ShouldBe([(first.GrantId, 3_00, false), (third.GrantId, 3_00, false)], ignoreOrder: true);
        (await shop.Supervisor.ListPendingCouponsAsync(new() { LateOnly = true })).Coupons.ShouldBeEmpty();

        await shop.Desk.Host.MoveTo(Instant.FromDateTimeOffset(waiting[0].DueTime.ToDateTimeOffset()));
        (await shop.Supervisor.ListPendingCouponsAsync(new() { LateOnly = true })).Coupons.Select(c => c.GrantId).ShouldBe([first.GrantId, third.GrantId], ignoreOrder: true);
        shop.Desk.Host.Published.Count(e => e.Type == CouponLate.Descriptor.FullName && e.Subject == first.GrantId).ShouldBe(1);

        // A code that is about to expire is given to nobody; the oldest coupon gets the one that is left.
        var soon = (shop.Desk.Host.Now + Duration.FromDays(2)).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        (await shop.Import($"tooshort-1,3,0,{soon}\n{Codes("wait", 1, "3", shop)}")).ShouldSatisfyAllConditions(r => r.Created.ShouldBe(2), r => r.Issued.ShouldBe(1));
        var held = new[] { await shop.Stands(first), await shop.Stands(third) };
        held.ShouldBe([(CouponState.Available, 3_00), (CouponState.Pending, 3_00)], ignoreOrder: true);
        (await shop.Import(Codes("wait", 2, "3", shop))).ShouldSatisfyAllConditions(r => r.Created.ShouldBe(1), r => r.Unchanged.ShouldBe(1), r => r.Issued.ShouldBe(1));
        (await shop.Supervisor.ListPendingCouponsAsync(new())).Coupons.ShouldBeEmpty();
        await shop.Desk.Host.Advance(Duration.FromDays(3));
        (await shop.Supervisor.ListCouponCodesAsync(new() { State = CouponCodeState.Expired })).Codes.ShouldHaveSingleItem().MaskedCode.ShouldBe("****-****-****-rt-1");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Bad_rows_are_named_good_ones_kept_and_the_same_file_changes_nothing(string database)
    {
        var shop = await shops.On(database);
        var expiry = Expiry(shop);
        var file = $"sound-0001,7.77,0,{expiry}\nshort,7.77,0,{expiry}\nsound-0001,7.77,0,{expiry}\nsound-0002,7.777,0,{expiry}\nsound-0003,7.77,0,{expiry}\n";
        var report = await shop.Import(file);
        (report.Created, report.Unchanged, report.RejectedCount).ShouldBe((2, 0, 3));
        report.Rejected.Select(row => (row.Line, row.Column)).ShouldBe([(3, "code"), (4, "code"), (5, "value")]);
        (await shop.Import(file)).ShouldSatisfyAllConditions(r => r.Created.ShouldBe(0), r => r.Unchanged.ShouldBe(2));
        (await shop.Import($"SOUND0001,8,0,{expiry}\n")).Rejected.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Line.ShouldBe(2), r => r.Reason.ShouldContain("known"));
        (await Desk.Outcome(shop.Import("", "code,value,expires\n"))).ShouldNotBeNull().ShouldSatisfyAllConditions(
            e => e.Reason.ShouldBe("COUPON_FILE_INVALID"), e => e.Metadata["missing"].ShouldBe("minimum_spend"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_many_coupons_and_codes_at_once_find_each_other_one_to_one(string database)
    {
        var shop = await shops.On(database);
        await shop.Import(Codes("race-a", 10, "1.11", shop));
        var orders = Enumerable.Range(0, 20).Select(_ => shop.New("race")).ToList();
        foreach (var order in orders)
            await shop.Desk.Knows(order);
        var grants = Task.WhenAll(orders.Select(order => Task.Run(async () =>
            (await shop.Desk.Plan(Role.AgentL1, $"agent_{order}").GrantCompensationAsync(Desk.Ask(order, order, fen: 1_11))).Grant.GrantId)));
        var imports = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => shop.Import(Codes("race-b", 8, "1.11", shop)))));
        await Task.WhenAll(grants, imports);
        await shop.Desk.Host.Drain();

        var read = await Task.WhenAll((await grants).Select(shop.Read));
        var codes = read.Where(c => c.Coupon.State == CouponState.Available).Select(c => c.Coupon.Code).ToList();
        codes.Count.ShouldBe(18);
        codes.Distinct().Count().ShouldBe(18);
        (await shop.Supervisor.ListPendingCouponsAsync(new())).Coupons.Count(c => c.Value.MinorUnits == 1_11).ShouldBe(2);
        (await shop.Supervisor.ListCouponCodesAsync(new() { State = CouponCodeState.Taken })).Codes.ShouldBeEmpty();
        (await shop.Import(Codes("race-c", 3, "1.11", shop))).Issued.ShouldBe(2);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_code_that_was_taken_and_left_there_reaches_its_coupon_or_else_the_next(string database)
    {
        var shop = await shops.On(database);
        var (revoked, left, next) = (await shop.Granted(4_44), await shop.Granted(4_44), await shop.Granted(4_44));
        await shop.Desk.Host.Drain();
        await shop.Desk.Person(Role.Supervisor, "supervisor_1").RevokeGrantAsync(Desk.Revoke(revoked.GrantId));
        await Take(shop, "left-0001", left);
        await shop.Desk.Host.Drain();
        (await shop.Read(left.GrantId)).Coupon.Code.ShouldBe("left-0001");
        (await shop.Stands(next)).State.ShouldBe(CouponState.Pending);
        await Take(shop, "left-0002", revoked);
        await shop.Desk.Host.Drain();
        (await shop.Read(next.GrantId)).Coupon.Code.ShouldBe("left-0002");

        // Nobody awaits this one: it stays for whoever is granted next.
        await Take(shop, "left-0003", revoked);
        await shop.Desk.Host.Drain();
        var granted = await shop.Granted(4_44);
        await shop.Desk.Host.Drain();
        (await shop.Read(granted.GrantId)).Coupon.Code.ShouldBe("left-0003");
    }

    /// <summary>What an import or a grant does that stops half-way.</summary>
    private static async Task Take(Shop shop, string code, WalletCoupon coupon)
    {
        var services = shop.Desk.Host.Services;
        var codes = services.GetRequiredService<Aggregates<ImportedCode, CodeEvent>>();
        var call = new Call(new(Desk.Merchant, "compensation", [Role.Service]), "test", shop.Desk.Host.Now, default);
        var sealing = services.GetRequiredService<CouponCodes>().Seal(code);
        var id = CodeAggregate.Id(Desk.Merchant, sealing.Hash);
        var imported = new ImportedCode(sealing, Kernel.Money.Cny(4_44), Kernel.Money.Cny(0), call.Now + Duration.FromDays(60), call.Now);
        await codes.Change(id, call, known => CodeDecider.Import(known, imported));
        await codes.Change(id, call, known => CodeDecider.Take(known, coupon.GrantId, call.Now));
    }

    private static string Expiry(Shop shop) => (shop.Desk.Host.Now + Duration.FromDays(60)).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Codes(string name, int count, string value, Shop shop) =>
        string.Concat(Enumerable.Range(0, count).Select(n => $"{name}-{n:D4},{value},20,{Expiry(shop)}\n"));
}
