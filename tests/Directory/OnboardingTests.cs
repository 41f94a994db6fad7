using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Contracts.Directories.DirectoryService;
using static Aftersales.Contracts.Directories.MerchantService;
using static Aftersales.Contracts.Directories.StaffingService;
using Duration = NodaTime.Duration;

namespace Aftersales.Directories.Tests;

/// <summary>A merchant from its registration on: shops, the first supervisor, staff, shifts, and the trail of all of it.</summary>
public class OnboardingTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_merchant_is_registered_with_its_first_supervisor_who_does_the_rest(string database)
    {
        await using var host = await Start(database);
        var platform = host.Client(i => new DirectoryServiceClient(i), "tea-house", "taobao", Role.Platform);
        var merchant = (await platform.RegisterMerchantAsync(new()
        {
            RequestId = Id(),
            MerchantId = "tea-house",
            Name = "青禾茶庄",
            Shops = { new Shop { ShopId = "s1", Name = "茶" }, new Shop { ShopId = "s2", Name = "衣", Type = ShopType.Apparel } },
            FirstSupervisorId = "lin.boss",
            FirstSupervisorName = "林涛",
        })).Merchant;
        merchant.Shops.Select(s => s.Type).ShouldBe([ShopType.Supermarket, ShopType.Apparel]);
        await host.Drain();

        var boss = People(host);
        var lin = (await boss.GetPersonAsync(new() { PersonId = "lin.boss" })).Person;
        (lin.Name, lin.Roles.Single(), lin.Tier).ShouldBe(("林涛", Role.Supervisor, Tier.L2));
        await boss.AddPersonAsync(new() { RequestId = Id(), PersonId = "wang", Name = "王小明", Roles = { Role.AgentL1, Role.TrackingAgent }, Skills = { "damaged" }, Capacity = 5 });
        var wang = (await Staffing(host).ChangeSkillsAsync(new() { RequestId = Id(), PersonId = "wang", Skills = { "damaged", "price" }, Capacity = 8 })).Person;
        (wang.Skills, wang.Capacity, wang.Tier).ShouldSatisfyAllConditions(p => p.Skills.ShouldBe(["damaged", "price"]), p => p.Capacity.ShouldBe(8), p => p.Tier.ShouldBe(Tier.L1));

        var shops = host.Client(i => new MerchantServiceClient(i), "tea-house", "lin.boss", Role.Supervisor);
        await shops.PutShopAsync(new() { RequestId = Id(), Shop = new() { ShopId = "s3", Name = "鞋", Type = ShopType.Apparel } });
        (await shops.CloseShopAsync(new() { RequestId = Id(), ShopId = "s1" })).Merchant.Shops.Where(s => s.Closed).Select(s => s.ShopId).ShouldBe(["s1"]);
        var version = (await shops.CloseShopAsync(new() { RequestId = Id(), ShopId = "s1" })).Merchant.Version;
        await Refused(() => shops.CloseShopAsync(new() { RequestId = Id(), ShopId = "s9" }), StatusCode.NotFound, "SHOP_NOT_FOUND");
        await Refused(() => shops.RenameMerchantAsync(new() { RequestId = Id(), ExpectedVersion = version - 1, Name = "x" }), StatusCode.Aborted, "VERSION_CHANGED");
        (await shops.RenameMerchantAsync(new() { RequestId = Id(), ExpectedVersion = version, Name = "青禾" })).Merchant.Name.ShouldBe("青禾");
        (await shops.PutShopAsync(new() { RequestId = Id(), Shop = new() { ShopId = "s1", Name = "茶" } })).Merchant.Shops.ShouldAllBe(s => !s.Closed);
        await Refused(
            () => host.Client(i => new MerchantServiceClient(i), "nobody", "boss", Role.Supervisor).RenameMerchantAsync(new() { RequestId = Id(), Name = "x" }),
            StatusCode.NotFound, "MERCHANT_NOT_FOUND");
        await host.Drain();
        host.Last<MerchantChanged>().Shops.Select(s => s.ShopId).ShouldBe(["s2", "s3", "s1"]);

        var trail = (await shops.ListChangesAsync(new() { Kind = ChangedKind.Merchant })).Changes;
        trail.Select(c => (c.What, c.PersonId)).ShouldBe(
        [
            ("Registered", "taobao"), ("FirstSupervisorJoined", "directory"), ("ShopPut", "lin.boss"), ("ShopClosed", "lin.boss"), ("Renamed", "lin.boss"), ("ShopPut", "lin.boss"),
        ]);
        trail[4].Values.Select(v => (v.Name, v.Value)).ShouldBe([("name", "青禾")]);
        trail[2].Values.ShouldContain(new ChangedValue { Name = "shop.id", Value = "s3" });
        $"{trail}".ShouldNotContain("ealed");

        var first = await shops.ListChangesAsync(new() { Kind = ChangedKind.Person, Id = "wang", PageSize = 1 });
        var rest = await shops.ListChangesAsync(new() { Kind = ChangedKind.Person, Id = "wang", PageSize = 5, PageToken = first.NextPageToken });
        first.Changes.Concat(rest.Changes).Select(c => c.What).ShouldBe(["PersonAdded", "SkillsChanged"]);
        first.Changes[0].Values.ShouldContain(new ChangedValue { Name = "capacity", Value = "5" });
        $"{first}{rest}".ShouldNotContain("王");
        await Refused(() => shops.ListChangesAsync(new() { Kind = ChangedKind.Person }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(() => shops.ListChangesAsync(new() { Kind = ChangedKind.Person, Id = "chen", PageToken = first.NextPageToken }), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        (await host.Client(i => new MerchantServiceClient(i), "rival", "boss", Role.Supervisor).ListChangesAsync(new() { Kind = ChangedKind.Person, Id = "wang" })).Changes.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_CASE_5_who_is_at_work_follows_from_the_plan_and_others_hear_of_it(string database)
    {
        await using var host = await Start(database);
        var people = People(host);
        await people.AddPersonAsync(new() { RequestId = Id(), PersonId = "wang", Name = "王小明", Roles = { Role.TrackingAgent }, Capacity = 5 });
        var staffing = Staffing(host);
        var start = host.Now + Duration.FromHours(1);
        var plan = new PlanShiftRequest { RequestId = Id(), PersonId = "wang", StartTime = start.ToContract(), EndTime = (start + Duration.FromHours(8)).ToContract() };
        var shift = (await staffing.PlanShiftAsync(plan)).Shift;
        (await staffing.PlanShiftAsync(plan)).Shift.ShouldBe(shift);
        await Refused(() => staffing.PlanShiftAsync(new(plan) { RequestId = Id() }), StatusCode.FailedPrecondition, "SHIFT_OVERLAPS");
        var next = (await staffing.PlanShiftAsync(new(plan) { RequestId = Id(), StartTime = plan.EndTime, EndTime = (start + Duration.FromHours(9)).ToContract() })).Shift;
        (await staffing.ListShiftsAsync(new())).Shifts.ShouldBe([shift, next]);
        (await staffing.ListShiftsAsync(new() { PersonId = "chen" })).Shifts.ShouldBeEmpty();
        (await AtWork()).ShouldBeEmpty();

        await host.MoveTo(start);
        (await AtWork()).ShouldBe(["wang"]);
        host.Last<PersonChanged>().Person.OnShift.ShouldBeTrue();
        // People of every kind start and end their own.
        var wang = host.Client(i => new DirectoryServiceClient(i), "tea-house", "wang", Role.TrackingAgent);
        (await wang.EndShiftAsync(new() { RequestId = Id(), PersonId = "wang" })).Person.OnShift.ShouldBeFalse();
        await host.Advance(Duration.FromHours(7));
        (await AtWork()).ShouldBeEmpty();
        await host.Advance(Duration.FromHours(1));
        (await AtWork()).ShouldBe(["wang"]);
        (await staffing.CancelShiftAsync(new() { RequestId = Id(), PersonId = "wang", ShiftId = next.ShiftId })).Person.OnShift.ShouldBeFalse();
        await Refused(() => staffing.CancelShiftAsync(new() { RequestId = Id(), PersonId = "wang", ShiftId = next.ShiftId }), StatusCode.NotFound, "SHIFT_NOT_FOUND");
        (await staffing.ListShiftsAsync(new() { PersonId = "wang" })).Shifts.ShouldBeEmpty();

        async Task<IEnumerable<string>> AtWork() => (await people.ListPeopleAsync(new() { OnShiftOnly = true, Role = Role.TrackingAgent })).People.Select(p => p.PersonId);
    }

    private static Task<TestService> Start(string database) => TestService.Start("directory", DirectoryApp.Create, database);

    private static DirectoryServiceClient People(TestService host) => host.Client(i => new DirectoryServiceClient(i), "tea-house", "lin.boss", Role.Supervisor);

    private static StaffingServiceClient Staffing(TestService host) => host.Client(i => new StaffingServiceClient(i), "tea-house", "lin.boss", Role.Supervisor);

    private static string Id() => Guid.NewGuid().ToString();

    private static async Task<RpcException> Refused<T>(Func<AsyncUnaryCall<T>> call, StatusCode code, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call());
        (error.StatusCode, ErrorDetails.From(error)?.Info?.Reason).ShouldBe((code, reason));
        return error;
    }
}
