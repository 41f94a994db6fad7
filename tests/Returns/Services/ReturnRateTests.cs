using System.Text;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using ReturnRate = Aftersales.Contracts.Returns.ReturnRate;

namespace Aftersales.Returns.Tests.Services;

public sealed class ReturnRateTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Returned_of_delivered_by_goods_and_reason_exact_whatever_comes_twice_or_late(string database)
    {
        await using var world = await World.Start(database);
        var order = Order(world, "order-rates", version: 2);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Tell(order)));
        await world.Tell(Order(world, "order-rates", version: 1, signed: false));
        (await Rates(world)).ShouldBeEmpty();

        var request = World.Request(ReturnReason.NoReason, ("cups", 2));
        request.OrderId = order.OrderId;
        var id = (await world.Customer.RequestReturnAsync(request)).Return.ReturnId;
        await world.Customer.RequestReturnAsync(request);
        var other = World.Request(ReturnReason.Quality, ("kettle", 1));
        other.OrderId = order.OrderId;
        var called = (await world.Customer.RequestReturnAsync(other)).Return.ReturnId;
        Told(await Rates(world)).ShouldBe(["=KETTLE quality.defect 1 of 1 = 10000", "CUP-1 no_reason.unwanted 2 of 3 = 6667"]);
        Told(await Rates(world, new() { Order = ReturnRateOrder.Count })).ShouldBe(["CUP-1 no_reason.unwanted 2 of 3 = 6667", "=KETTLE quality.defect 1 of 1 = 10000"]);
        Told(await Rates(world, new() { Group = ReturnRateGroup.Reason, ReasonCode = "quality.defect" })).ShouldBe([" quality.defect 1 of 4 = 2500"]);
        (await Rates(world, new() { ShopId = "another" })).ShouldBeEmpty();

        var first = await world.Specialist.ListReturnRatesAsync(new() { Month = "2026-06", PageSize = 1 });
        var second = await world.Specialist.ListReturnRatesAsync(new() { Month = "2026-06", PageSize = 1, PageToken = first.NextPageToken });
        Told(second.Rates).ShouldBe(["CUP-1 no_reason.unwanted 2 of 3 = 6667"]);
        second.NextPageToken.ShouldBeEmpty();
        await Refused.With("PAGE_TOKEN_INVALID", StatusCode.InvalidArgument,
            world.Specialist.ListReturnRatesAsync(new() { Month = "2026-05", PageToken = first.NextPageToken }));

        (await Csv(world)).ShouldBe(
            """
            ﻿月份,店铺,商家编码,退货原因,退货件数,验收通过,验收拒绝,报废,丢失,少件,签收件数,退货率
            2026-06,shop-1,'=KETTLE,质量瑕疵,1,0,0,0,0,0,1,100.00%
            2026-06,shop-1,CUP-1,不想要了,2,0,0,0,0,0,3,66.67%

            """.ReplaceLineEndings("\r\n"));

        await world.Customer.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = called, Reason = "kept" });
        await world.Specialist.StartReviewAsync(new() { RequestId = World.NewId(), ReturnId = id });
        await world.Specialist.RejectReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "used" });
        (await Rates(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_that_is_corrected_moves_to_the_month_of_the_newer_fact()
    {
        await using var world = await World.Start("sqlite");
        var order = Order(world, "order-moved", version: 1);
        await world.Tell(order);
        var request = World.Request(ReturnReason.NoReason, ("cups", 1));
        request.OrderId = order.OrderId;
        await world.Customer.RequestReturnAsync(request);
        Told(await Rates(world)).ShouldBe(["CUP-1 no_reason.unwanted 1 of 3 = 3333"]);

        (order.Version, order.SignedTime) = (2, World.At(world.Host.Now - Duration.FromDays(20)));
        await world.Tell(order);
        Told(await Rates(world)).ShouldBe(["CUP-1 no_reason.unwanted 1 of 0 = "]);
        await world.Tell(Order(world, "order-moved", version: 3));
        Told(await Rates(world)).ShouldBe(["CUP-1 no_reason.unwanted 1 of 3 = 3333"]);
    }

    private static OrderSnapshot Order(World world, string id, long version, bool signed = true)
    {
        var order = World.Placed(world.Host.Now);
        (order.OrderId, order.Version, order.ShopId) = (id, version, "shop-1");
        (order.Lines[0].Sku, order.Lines[1].Sku) = ("CUP-1", "=KETTLE");
        order.Lines.RemoveAt(2);
        if (!signed)
            order.SignedTime = null;
        return order;
    }

    private static async Task<IReadOnlyList<ReturnRate>> Rates(World world, ListReturnRatesRequest? request = null)
    {
        request ??= new();
        // The world's own order is of no shop.
        (request.Month, request.ShopId) = ("2026-06", request.ShopId.Length > 0 ? request.ShopId : "shop-1");
        return (await world.Specialist.ListReturnRatesAsync(request)).Rates;
    }

    private static IEnumerable<string> Told(IEnumerable<ReturnRate> rates) =>
        rates.Select(r => $"{r.Sku} {r.ReasonCode} {r.Returned} of {r.Delivered} = {(r.HasRateBasisPoints ? r.RateBasisPoints : "")}");

    private static async Task<string> Csv(World world)
    {
        using var export = world.Specialist.ExportReturnRates(new() { Month = "2026-06", ShopId = "shop-1" });
        var file = new List<byte>();
        await foreach (var part in export.ResponseStream.ReadAllAsync())
            file.AddRange(part.Chunk);
        return Encoding.UTF8.GetString([.. file]);
    }
}
