using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class RequestTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_customer_requests_a_return_and_others_are_told(string database)
    {
        await using var world = await World.Start(database);
        var made = await world.Requested(ReturnReason.NoReason, ("cups", 2));
        made.State.ShouldBe(ReturnState.Requested);
        made.Version.ShouldBe(1);
        made.CustomerId.ShouldBe(World.Buyer);
        made.ResponsibleParty.ShouldBe(ResponsibleParty.Customer);
        made.DueTime.ToDateTime().ShouldBe(new DateTime(2026, 6, 2, 16, 0, 0));

        await world.Host.Drain();
        var told = world.Host.Last<ReturnRequested>().Return;
        (told.ReturnId, told.CaseId, told.Lines.Single().Quantity).ShouldBe((made.ReturnId, "", 2));
        world.Host.Published.Single().Topic.ShouldBe("aftersales.returns");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task The_same_request_gets_the_same_reply(string database)
    {
        await using var world = await World.Start(database);
        var request = World.Request();
        var first = await world.Customer.RequestReturnAsync(request);
        (await world.Customer.RequestReturnAsync(request)).ShouldBe(first);
        request.CustomerShips = true;
        await Refused.With("REQUEST_ID_REUSED", StatusCode.AlreadyExists, world.Customer.RequestReturnAsync(request));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_one_unit_is_in_one_live_return(string database)
    {
        await using var world = await World.Start(database);
        var first = await world.Requested(ReturnReason.NoReason, ("cups", 2));
        var tooMany = await Refused.With("QUANTITY_EXCEEDED", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request(lines: ("cups", 2))));
        tooMany["allowed"].ShouldBe("1");
        var second = await world.Requested(ReturnReason.NoReason, ("cups", 1));
        var held = await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request(lines: ("cups", 1))));
        held["line_id"].ShouldBe("cups");
        held["holder"].ShouldBeOneOf(first.ReturnId, second.ReturnId);

        await world.Customer.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = first.ReturnId, Reason = "kept" });
        (await world.Requested(ReturnReason.NoReason, ("cups", 2))).ReturnId.ShouldNotBe(first.ReturnId);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_ten_at_once_get_what_was_bought_and_no_more(string database)
    {
        await using var world = await World.Start(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            try
            {
                await world.Requested(ReturnReason.NoReason, ("cups", 1));
                return "made";
            }
            catch (RpcException refused)
            {
                return Aftersales.Platform.Grpc.ErrorDetails.From(refused)!.Info!.Reason;
            }
        }));
        outcomes.Count(o => o == "made").ShouldBe(3);
        outcomes.Where(o => o != "made").ShouldAllBe(o => o == "UNIT_ALREADY_HELD");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_plan_step_makes_one_return_however_often_it_asks(string database)
    {
        await using var world = await World.Start(database);
        RequestReturnRequest Asked() => new(World.Request(ReturnReason.Damaged, ("fruit", 2)))
        {
            RequestId = World.NewId(),
            Cause = new() { Kind = CauseKind.PlanStep, Id = "step_1" },
            CaseId = "case_1",
        };
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await world.Plan.RequestReturnAsync(Asked())).Return));
        replies.Select(r => r.ReturnId).Distinct().ShouldHaveSingleItem();
        replies[0].CaseId.ShouldBe("case_1");
        await world.Host.Drain();
        world.Host.Published.ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Each_refusal_says_why(string database)
    {
        await using var world = await World.Start(database);
        AsyncUnaryCall<RequestReturnResponse> Ask(Action<RequestReturnRequest> change, ReturnReason reason = ReturnReason.NoReason)
        {
            var request = World.Request(reason);
            change(request);
            return world.Customer.RequestReturnAsync(request);
        }

        (await Refused.With("ORDER_NOT_YET_KNOWN", StatusCode.Unavailable, Ask(r => r.OrderId = "order-2")))["order_id"].ShouldBe("order-2");
        await Refused.With("ORDER_NOT_FOUND", StatusCode.NotFound, world.Stranger.RequestReturnAsync(World.Request()));
        await Refused.With("LINE_UNKNOWN", StatusCode.InvalidArgument, Ask(r => r.Lines[0].LineId = "pan"));
        await Refused.With("QUANTITY_EXCEEDED", StatusCode.FailedPrecondition, Ask(r => r.Lines[0].Quantity = 2));
        await Refused.With("RETURN_CATEGORY_EXCLUDED", StatusCode.FailedPrecondition, Ask(r => r.Lines[0].LineId = "fruit"));
        await Refused.With("EVIDENCE_REQUIRED", StatusCode.FailedPrecondition, Ask(r => r.EvidenceIds.Clear(), ReturnReason.Damaged));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, Ask(r => r.Cause = new() { Kind = CauseKind.PlanStep, Id = "step_1" }));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, Ask(r => r.CaseId = "case_1"));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, Ask(r => r.Reason = ReturnReason.Unspecified));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, world.Plan.RequestReturnAsync(World.Request()));
        await Refused.With("ROLE_REQUIRED", StatusCode.PermissionDenied, world.Warehouse.RequestReturnAsync(World.Request()));

        await world.Host.Advance(Duration.FromDays(8));
        await Refused.With("RETURN_WINDOW_CLOSED", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request()));
        var unsigned = World.Placed(world.Host.Now);
        unsigned.Version = 2;
        unsigned.SignedTime = null;
        await world.Tell(unsigned);
        await Refused.With("ORDER_NOT_SIGNED", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request()));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_ORD_1_an_older_snapshot_of_the_order_changes_nothing(string database)
    {
        await using var world = await World.Start(database);
        var older = World.Placed(world.Host.Now);
        older.Version = 0;
        older.SignedTime = null;
        await world.Tell(older);
        await world.Requested();
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_PPL_2_what_the_customer_said_is_sealed_and_read_by_those_who_need_it(string database)
    {
        const string said = "please ring at 13800138078";
        await using var world = await World.Start(database);
        var request = World.Request();
        request.Description = said;
        var made = (await world.Customer.RequestReturnAsync(request)).Return;
        made.Description.ShouldBeEmpty();

        async Task<string> Read(ReturnsService.ReturnsServiceClient client) =>
            (await client.GetReturnAsync(new() { ReturnId = made.ReturnId })).Return.Description;
        (await Read(world.Customer)).ShouldBe(said);
        (await Read(world.Specialist)).ShouldBe(said);
        (await Read(world.Warehouse)).ShouldBeEmpty();
        (await Read(world.As("p_finance", Role.Finance))).ShouldBeEmpty();

        await world.Host.Drain();
        world.Host.Published.ShouldAllBe(e => !e.Json.Contains("13800138078"));
        var store = world.Host.Services.GetRequiredService<IStore>();
        (await store.Load(World.Merchant, "return", made.ReturnId, null, default)).State!.ShouldNotContain("13800138078");
        (await store.Events(World.Merchant, "return", made.ReturnId, 0, 10, default)).ShouldAllBe(e => !e.Body.Contains("13800138078"));
    }
}
