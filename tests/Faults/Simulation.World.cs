using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using ApproveBatch = Aftersales.Refunds.Features.ApproveBatch;
using Money = Aftersales.Contracts.Money;
using PassCheck = Aftersales.Refunds.Features.PassCheck;
using PayBatch = Aftersales.Refunds.Features.PayBatch;
using Payee = Aftersales.Contracts.Refunds.Payee;
using ProvidePayee = Aftersales.Refunds.Features.ProvidePayee;
using Refund = Aftersales.Refunds.Domain.Refund;
using RefundState = Aftersales.Refunds.Domain.RefundState;
using RequestRefund = Aftersales.Refunds.Features.RequestRefund;
using ReturnBatch = Aftersales.Refunds.Features.ReturnBatch;

namespace Aftersales.Faults.Tests;

/// <summary>Who and what is around the service: a plan, people, Invoice, Returns, the relay's readers.</summary>
internal sealed partial class Simulation
{
    private const int CausesPerOrder = 4;
    private static readonly Caller Customer = Person("b_1", Role.Customer);
    private static readonly Caller Finance = Person("p_finance", Role.Finance);
    private static readonly Caller Approver = Person("p_approver", Role.Supervisor);
    private static readonly Caller[] Checkers =
        [Person("p_first", Role.ReturnSpecialist), Person("p_second", Role.RefundSpecialist), Person("p_third", Role.Supervisor)];

    // What is on its way to the service: taken in any order, some of it twice.
    private readonly List<(string What, Func<Task> Deliver)> letters = [];
    private readonly HashSet<string> answeredRefunds = [];
    private readonly List<string> batches = [];
    private int read;

    private static string[] Orders { get; } = ["o-1", "o-2", "o-3"];

    private static Caller Person(string person, Role role) => new(Merchant, person, [role]);

    private static Caller Service(string app) => new(Merchant, app, [Role.Service]);

    // The orders are known before anything is asked for.
    private async Task Place()
    {
        foreach (var order in Orders)
        {
            await Event($"order {order}", "tracking", new OrderChanged { Order = Snapshot(order, 1, settled: order == "o-2") });
            if (order == "o-3")
                Post($"{order} is settled", () => Event($"settled {order}", "tracking", new OrderChanged { Order = Snapshot(order, 2, settled: true) }));
            for (var cause = 1; cause <= CausesPerOrder; cause++)
                PostRequest(order, $"{order}/{cause}");
        }

        while (actors.Count > 0)
            await Resume(actors[0]);
    }

    private static OrderSnapshot Snapshot(string order, long version, bool settled)
    {
        var past = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(new(2026, 5, 30, 0, 0, 0, DateTimeKind.Utc));
        return new()
        {
            OrderId = order,
            Version = version,
            BuyerId = Customer.Person,
            Lines = { new OrderLine { LineId = "1", Quantity = 3, Paid = Cny(10_00) }, new OrderLine { LineId = "2", Quantity = 10, Paid = Cny(99_99) } },
            PaidAmount = Cny(115_99),
            FreightPaid = Cny(6_00),
            TradeNo = $"T{order}",
            PaidTime = past,
            DispatchedTime = past,
            SettledTime = settled ? past : null,
        };
    }

    private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };

    // A whole line, a part, freight, compensation; together more than was paid.
    private void PostRequest(string order, string cause)
    {
        var request = new RequestRefundRequest { RequestId = Guid(), OrderId = order, Cause = new() { Kind = CauseKind.PlanStep, Id = cause } };
        switch (fate.Next(5))
        {
            case 0:
                request.Lines.Add(new LineQuantity { LineId = "1", Quantity = 3 });
                break;
            case 1:
                request.Lines.Add(new LineQuantity { LineId = "2", Quantity = 10 });
                break;
            case 2:
                request.Lines.Add(new LineQuantity { LineId = "2", Quantity = 6 });
                break;
            case 3:
                request.Freight = Cny(fate.Next(1, 601));
                request.Compensation = Cny(fate.Next(0, 900));
                break;
            case 4:
                request.Lines.Add(new LineQuantity { LineId = "1", Quantity = fate.Next(1, 4) });
                (request.Advance, request.ReturnId) = (true, $"ret_{cause}");
                Post($"return of {cause}", () => Event($"return {cause}", "returns", EndOf(order, cause)));
                break;
        }

        Post($"request {cause}", () => Call($"request {cause}", Service("complaint") with { OnBehalfOf = Person("p_agent", Role.AgentL1) }, request, async (services, call) =>
            answeredRefunds.Add((await services.GetRequiredService<RequestRefund>().Handle(request, call)).Refund.RefundId)));
    }

    private IMessage EndOf(string order, string cause)
    {
        var told = new ReturnSnapshot { ReturnId = $"ret_{cause}", OrderId = order, Version = 5 };
        if (fate.Next(3) == 0)
            return new ReturnCancelled { Return = told };
        told.Releases.Add(new RefundRelease { Number = 1, Basis = RefundBasis.Advance });
        var line = new ReturnLine { LineId = "1", Accepted = fate.Next(0, 4) };
        if (line.Accepted > 0)
            line.Units.Add(new ReturnUnits { Quantity = line.Accepted, Acceptance = Acceptance.Accepted, Release = 1 });
        told.Lines.Add(line);
        return new ReturnInspected { Return = told };
    }

    private void Post(string what, Func<Task> deliver) => letters.Add((what, deliver));

    // Some are delivered and stay on the way: they come again.
    private async Task StartLetter()
    {
        ReadPublished();
        if (letters.Count == 0)
            return;
        var letter = Any(letters);
        if (fate.Next(4) > 0)
            letters.Remove(letter);
        await letter.Deliver();
    }

    // Invoice answers what was accepted, most of the time; nobody else has to.
    private void ReadPublished()
    {
        foreach (var told in sidecar.Published.Skip(read).ToList())
        {
            read++;
            if (told.Type != RefundAccepted.Descriptor.FullName || fate.Next(6) == 0)
                continue;
            var refund = told.Data<RefundAccepted>().Refund;
            var cleared = new InvoiceCleared { OrderId = refund.OrderId, RefundId = refund.RefundId, Version = 1 };
            Post($"cleared {refund.Cause.Id}", () => Event($"cleared {refund.Cause.Id}", "invoice", cleared));
        }
    }

    // An event is delivered until it was taken; its id stays the same.
    private Task Event(string what, string publisher, IMessage happened) => Start(what, null, async actor =>
    {
        for (var isTaken = false; !isTaken;)
        {
            actor.Replica = Any(replicas);
            var call = new Call(Service(publisher), happened.Descriptor.FullName, Now, None) { EventId = what };
            try
            {
                await actor.Replica.Services.GetRequiredService<Subscriptions>()
                    .Dispatch(actor.Replica.Services, happened.Descriptor.FullName, JsonFormatter.Default.Format(happened).ToUtf8(), call);
                isTaken = true;
            }
            catch (KilledException)
            {
                await LoseConnection(actor);
            }
        }
    });

    // A caller repeats its request, under its id, until it is answered.
    private Task Call<TRequest>(string what, Caller caller, TRequest request, Func<IServiceProvider, Call, Task> handle)
        where TRequest : IMessage => Start(what, null, async actor =>
    {
        var id = (string)request.Descriptor.FindFieldByName("request_id").Accessor.GetValue(request);
        for (var isAnswered = false; !isAnswered;)
        {
            actor.Replica = Any(replicas);
            try
            {
                await handle(actor.Replica.Services, new(caller, request.Descriptor.Name, Now, None) { RequestId = id, BodyHash = $"{request}" });
                isAnswered = true;
            }
            catch (KilledException)
            {
                await LoseConnection(actor);
            }
            catch (RefusedException refused)
            {
                story.Add($"{Now} {what}: refused, {refused.Refusal.Reason.Name}");
                isAnswered = refused.Refusal.Reason.Kind is not RefusalKind.Unavailable;
            }
        }
    });

    // Tried again once it is its turn: elsewhere, or in the process that took the place of the killed one.
    private static Task LoseConnection(Actor actor)
    {
        actor.Replica = null;
        return actor.Pause("the connection is lost");
    }

    private Task StartWork(Replica replica, int most = 1) => Start("worker", replica, async _ =>
    {
        foreach (var row in await replica.Runner.Lease(WorkNames.All, most, None))
            await replica.Runner.Run([row], None);
    });

    private Task StartRelay(Replica replica)
    {
        sidecar.IsAway = !Oracle.IsCalm && fate.Next(4) == 0;
        return Start("relay", replica, _ => replica.Relay.Relay(None));
    }

    /// <summary>Somebody does something about a refund: most of the time what it waits for.</summary>
    private async Task StartPerson()
    {
        var refunds = (await Accounts()).SelectMany(account => account.Refunds).Where(refund => !HasEnded(refund)).ToList();
        if (refunds.Count == 0)
            return;
        var refund = Any(refunds);
        await (fate.Next(12) switch
        {
            0 => SendBack(refund, Any(Checkers)),
            1 => Check(refund, fate.Next(3), Any(Checkers)),
            _ => GoOn(refund),
        });
    }

    /// <summary>What a refund waits for.</summary>
    private Task GoOn(Refund refund) => refund.State switch
    {
        RefundState.AwaitingPayee => Name(refund),
        RefundState.AwaitingBatch when refund.BatchId is null => LockBatch(),
        RefundState.AwaitingBatch => Decide(refund.BatchId),
        var state when CheckChain.Awaited(state) is { } check => Check(refund, (int)check - 1, Checkers[(int)check - 1]),
        _ => Task.CompletedTask,
    };

    private Task Name(Refund refund)
    {
        var request = new ProvidePayeeRequest
        {
            RequestId = Guid(),
            RefundId = refund.RefundId,
            Payee = new Payee { Account = "13800138078", RealName = "王小明", PlatformId = "tb_wang" },
        };
        return Call($"payee {refund.Cause.Id}", Customer, request, (services, call) => services.GetRequiredService<ProvidePayee>().Handle(request, call));
    }

    private Task Check(Refund refund, int step, Caller by)
    {
        var (first, second, third) = (
            new PassFirstCheckRequest { RequestId = Guid(), RefundId = refund.RefundId },
            new PassSecondCheckRequest { RequestId = Guid(), RefundId = refund.RefundId },
            new PassThirdCheckRequest { RequestId = Guid(), RefundId = refund.RefundId });
        var what = $"check {step + 1} of {refund.Cause.Id} by {by.Person}";
        return step switch
        {
            0 => Call(what, by, first, (services, call) => services.GetRequiredService<PassCheck>().Handle(first, call)),
            1 => Call(what, by, second, (services, call) => services.GetRequiredService<PassCheck>().Handle(second, call)),
            _ => Call(what, by, third, (services, call) => services.GetRequiredService<PassCheck>().Handle(third, call)),
        };
    }

    private Task SendBack(Refund refund, Caller by)
    {
        var request = new SendBackRefundRequest { RequestId = Guid(), RefundId = refund.RefundId, Reason = "look again" };
        return Call($"send back {refund.Cause.Id}", by, request, (services, call) => services.GetRequiredService<SendBackRefund>().Handle(request, call));
    }

    private Task LockBatch()
    {
        var request = new CreateBatchRequest { RequestId = Guid() };
        return Call("lock a batch", Finance, request, (services, call) => services.GetRequiredService<CreateBatch>().Handle(request, call));
    }

    // Approved and paid; now and then returned.
    private async Task Decide(string batchId)
    {
        if (!batches.Contains(batchId))
            batches.Add(batchId);
        var number = batches.IndexOf(batchId) + 1;
        var (approve, pay, back) = (
            new ApproveBatchRequest { RequestId = Guid(), BatchId = batchId },
            new PayBatchRequest { RequestId = Guid(), BatchId = batchId },
            new ReturnBatchRequest { RequestId = Guid(), BatchId = batchId, Reason = "look again" });
        if (!Oracle.IsCalm && fate.Next(8) == 0)
            await Call($"return batch {number}", Finance, back, (services, call) => services.GetRequiredService<ReturnBatch>().Handle(back, call));
        await Call($"approve batch {number}", Approver, approve, (services, call) => services.GetRequiredService<ApproveBatch>().Handle(approve, call));
        await Call($"pay batch {number}", Finance, pay, (services, call) => services.GetRequiredService<PayBatch>().Handle(pay, call));
    }

    // Only what is still asked about: what comes back later than that, the statement tells (R-REF-7).
    private async Task Reverse()
    {
        var asked = (await Accounts()).SelectMany(account => account.Refunds)
            .Where(refund => refund.Payout is { AskAt: not null } payout && Oracle.Payments.ContainsKey(payout.OutRequestNo)).ToList();
        if (asked.Count > 0 && Any(asked) is var refund)
            await Tell($"{refund.Cause.Id} comes back", () => Oracle.Reverse(refund.Payout!.OutRequestNo));
    }

    private string Guid()
    {
        var bytes = new byte[16];
        fate.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}

internal static class Texts
{
    public static ReadOnlyMemory<byte> ToUtf8(this string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
