using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using NodaTime;
using static Aftersales.Contracts.Refunds.RefundService;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

/// <summary>
/// Who may do what, and when: every role calls every method about a refund in every state. Roles come from the contract's access option, and a
/// person has one role and no other step of the refund; what people with a hand in it may do is R-PPL-1, in the tests of the domain.
/// </summary>
public sealed class ApprovalsMatrixTests
{
    private const int Spare = 8;

    // c customer, 1 and 2 agents, r return specialist, f refund specialist, s supervisor, m finance.
    private const string Expected =
        """
        state                   payee    reveal   first    second   third    back     collect  writeoff
        Cancelled               -        -        -        -        -        -        -        -
        first check, overdue    -        rs       rs       -        -        rs       -        -
        second check, overdue   -        fs       -        fs       -        rfs      -        -
        Failed                  -        -        -        -        -        -        -        -
        Paid                    -        -        -        -        -        -        -        -
        Paid, goods awaited     -        -        -        -        -        -        -        -
        Paid, to collect        -        -        -        -        -        -        m        s
        Paying                  -        m        -        -        -        -        -        -
        AwaitingPayee           c12      -        -        -        -        -        -        -
        AwaitingFirstCheck      -        r        r        -        -        rs       -        -
        AwaitingSecondCheck     -        f        -        f        -        rfs      -        -
        AwaitingThirdCheck      -        s        -        -        s        rfs      -        -
        AwaitingInvoice         -        -        -        -        -        rfs      -        -
        AwaitingBatch           -        m        -        -        -        rfsm     -        -
        """;

    private static readonly ImmutableArray<(Role Role, char Letter)> Roles =
    [
        (Role.Customer, 'c'), (Role.AgentL1, '1'), (Role.AgentL2, '2'), (Role.ReturnSpecialist, 'r'), (Role.RefundSpecialist, 'f'), (Role.Supervisor, 's'),
        (Role.Finance, 'm'), (Role.InvoiceSpecialist, 'i'), (Role.TrackingAgent, 't'), (Role.ReviewAgent, 'v'), (Role.Platform, 'p'), (Role.Warehouse, 'w'),
        (Role.Courier, 'k'), (Role.Service, 'x'), (Role.Checkout, 'o'), (Role.Operator, 'n'),
    ];

    private static readonly ImmutableArray<(string Name, string Method, Func<RefundServiceClient, string, Task> Call)> Acts =
    [
        ("payee", "ProvidePayee", async (me, id) => await me.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = id, Payee = Named("another name") })),
        ("reveal", "RevealPayee", async (me, id) => await me.RevealPayeeAsync(new() { RequestId = Id(), RefundId = id, Purpose = RevealPurpose.Check })),
        ("first", "PassFirstCheck", async (me, id) => await me.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = id })),
        ("second", "PassSecondCheck", async (me, id) => await me.PassSecondCheckAsync(new() { RequestId = Id(), RefundId = id })),
        ("third", "PassThirdCheck", async (me, id) => await me.PassThirdCheckAsync(new() { RequestId = Id(), RefundId = id })),
        ("back", "SendBackRefund", async (me, id) => await me.SendBackRefundAsync(new() { RequestId = Id(), RefundId = id, Reason = "wrong" })),
        ("collect", "RecordCollection", async (me, id) =>
            await me.RecordCollectionAsync(new() { RequestId = Id(), RefundId = id, Amount = Cny(1), Reference = "R-1" })),
        ("writeoff", "WriteOffClaim", async (me, id) => await me.WriteOffClaimAsync(new() { RequestId = Id(), RefundId = id, Reason = "gone" })),
    ];

    private readonly List<string> table = [$"{"state",-24}{string.Concat(Acts.Select(act => $"{act.Name,-9}"))}".TrimEnd()];
    private int orders;

    [Fact]
    public async Task Every_role_every_method_every_state()
    {
        Roles.Select(role => role.Role).Order().ShouldBe(Enum.GetValues<Role>().Where(role => role != Role.Unspecified));
        await using var host = await Start("sqlite");

        var cancelled = await Make(host, _ => Task.CompletedTask);
        await host.Service.Advance(Duration.FromDays(8));
        await Row(host, "Cancelled", cancelled);

        var first = await Make(host, refund => Provide(host, refund));
        var second = await Make(host, refund => Check(host, refund, 1));
        await host.Service.Advance(Duration.FromDays(4));
        await Row(host, "first check, overdue", first);
        await Row(host, "second check, overdue", second);

        await host.Fault("payment.refund", "BUSINESS_ERROR", "ACQ.TRADE_NOT_ALLOW_REFUND", times: Spare);
        await Row(host, "Failed", await Make(host, host.Clear, goods: 10));
        await Row(host, "Paid", await Make(host, host.Clear, goods: 10));
        await Row(host, "Paid, goods awaited", await Make(host, host.Clear, goods: 10, advance: true));
        await Row(host, "Paid, to collect", await Make(host, async refund =>
        {
            await host.Clear(refund);
            await host.Service.Drain();
            await host.Service.Deliver(new ReturnCancelled { Return = new() { ReturnId = $"ret_{refund.OrderId}", OrderId = refund.OrderId } }, Merchant, "returns");
        }, goods: 10, advance: true));
        await host.Fault("payment.transfer", "ERROR_BEFORE", times: Spare);
        var paying = await Make(host, async refund => { await Check(host, refund, 3); await host.Clear(refund); });
        await host.PayAll();
        await Row(host, "Paying", paying);

        await Row(host, "AwaitingPayee", await Make(host, _ => Task.CompletedTask));
        await Row(host, "AwaitingFirstCheck", await Make(host, refund => Provide(host, refund)));
        await Row(host, "AwaitingSecondCheck", await Make(host, refund => Check(host, refund, 1)));
        await Row(host, "AwaitingThirdCheck", await Make(host, refund => Check(host, refund, 2)));
        await Row(host, "AwaitingInvoice", await Make(host, refund => Check(host, refund, 3)));
        await Row(host, "AwaitingBatch", await Make(host, async refund => { await Check(host, refund, 3); await host.Clear(refund); }));

        string.Join('\n', table).ShouldBe(Expected);
    }

    private static ICollection<Role> Allowed(string method) =>
        RefundService.Descriptor.FindMethodByName(method).GetOptions().GetExtension(AccessExtensions.Access).Roles;

    // Another refund after each call that passed, since that changed it.
    private async Task<Queue<Refund>> Make(RefundHost host, Func<Refund, Task> reach, int goods = 1, bool advance = false)
    {
        var made = new Queue<Refund>();
        for (var n = 0; n < Spare; n++)
        {
            var order = $"o-{orders++}";
            if (goods == 1)
                await host.Service.Deliver(new OrderChanged { Order = host.Snapshot(order, settled: true) }, Merchant, "tracking");
            else
                await host.Order(order);
            var asked = Asked(order, $"step-{order}", ("2", goods));
            (asked.Advance, asked.ReturnId) = (advance, advance ? $"ret_{order}" : "");
            var refund = (await host.Plan.RequestRefundAsync(asked)).Refund;
            await reach(refund);
            made.Enqueue(refund);
        }

        await host.Service.Drain();
        return made;
    }

    private async Task Row(RefundHost host, string state, Queue<Refund> refunds)
    {
        (await host.Get(refunds.Peek().RefundId)).State.ShouldBe(state.Split(',')[0] switch
        {
            "first check" => RefundState.AwaitingFirstCheck,
            "second check" => RefundState.AwaitingSecondCheck,
            var name => Enum.Parse<RefundState>(name),
        });
        var row = $"{state,-24}";
        foreach (var act in Acts)
        {
            var may = "";
            foreach (var (role, letter) in Roles)
            {
                var allowed = Allowed(act.Method).Contains(role);
                // Roles that the contract does not name are refused before anything is looked up: whatever the state, so one row tells.
                if (!allowed && table.Count > 1)
                    continue;
                if (!await Passes(host, act.Call, role, refunds.Peek().RefundId, allowed))
                    continue;
                may += letter;
                refunds.Dequeue();
            }

            row += $"{(may.Length > 0 ? may : "-"),-9}";
        }

        table.Add(row.TrimEnd());
    }

    private static async Task<bool> Passes(RefundHost host, Func<RefundServiceClient, string, Task> call, Role role, string refundId, bool allowed)
    {
        try
        {
            await call(host.Client(role == Role.Customer ? Buyer : $"q_{role}", role), refundId);
            return true;
        }
        catch (RpcException refused)
        {
            (ErrorDetails.From(refused)!.Info!.Reason == "ROLE_REQUIRED").ShouldBe(!allowed);
            return false;
        }
    }

    private static async Task Provide(RefundHost host, Refund refund) =>
        await host.Customer.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Payee = Named() });

    private static async Task Check(RefundHost host, Refund refund, int checks)
    {
        await Provide(host, refund);
        if (checks > 0)
            await host.First.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
        if (checks > 1)
            await host.Second.PassSecondCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
        if (checks > 2)
            await host.Third.PassThirdCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
    }
}
