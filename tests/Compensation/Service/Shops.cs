using System.Text.Json.Nodes;
using Aftersales.Contracts;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>A service for each database, shared by the tests of a class: each test has orders and coupons of its own.</summary>
public class Shops : IAsyncLifetime
{
    private readonly Dictionary<string, Shop> open = [];

    internal async Task<Shop> On(string database)
    {
        if (open.TryGetValue(database, out var known))
            return known;
        var desk = await Desk.Open(database);
        await Prepare(desk);
        return open[database] = new(desk);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var shop in open.Values)
            await shop.Desk.DisposeAsync();
    }

    private protected virtual Task Prepare(Desk desk) => Task.CompletedTask;
}

/// <summary>Shops whose coupons have the codes of another system.</summary>
public sealed class ExternalShops() : ChangedShops(coupon => coupon["source"] = "External");

/// <summary>Shops that let an order have two coupons.</summary>
public sealed class StackingShops() : ChangedShops(coupon => coupon["mostPerOrder"] = 2);

/// <summary>Shops whose policy has other terms for coupons than the default.</summary>
public abstract class ChangedShops(Action<JsonNode> change) : Shops
{
    private protected override async Task Prepare(Desk desk)
    {
        var (drafter, supervisor) = (desk.Person(Role.Supervisor, "drafter"), desk.Person(Role.Supervisor, "supervisor"));
        var policy = JsonNode.Parse((await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document)!;
        policy["version"] = "changed";
        change(policy["coupon"]!);
        var draft = (await drafter.DraftPolicyAsync(new() { RequestId = Guid.NewGuid().ToString(), Document = policy.ToJsonString() })).Policy;
        await supervisor.ApprovePolicyAsync(new() { RequestId = Guid.NewGuid().ToString(), PolicyId = draft.PolicyId });
        await desk.Host.Advance(NodaTime.Duration.FromMinutes(1));
    }
}
