using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using NodaTime.Text;

namespace Aftersales.Complaints.Features;

/// <summary>The customer is told how goods go back and forth for their case.</summary>
public sealed class HearOfGoods(PlanDesk plans, Newsroom news)
    : IHandle<ReturnApproved>, IHandle<ReturnPickupBooked>, IHandle<ReturnPickupAttemptFailed>, IHandle<ReturnReceived>,
        IHandle<ReplacementDispatched>, IHandle<RepairQuoted>, IHandle<RepairSentBack>
{
    public Task Handle(ReturnApproved happened, Call call) => Tell(happened.Return, Occasion.ReturnApproved, call, new Fact("way", Way(happened.Return)));

    public Task Handle(ReturnPickupBooked happened, Call call) => Tell(happened.Return, Occasion.PickupBooked, call, new Fact("slot", Slot(happened.Slot)));

    public Task Handle(ReturnPickupAttemptFailed happened, Call call) => Tell(happened.Return, Occasion.PickupFailed, call, new Fact("slot", Again(happened.Attempt)));

    public Task Handle(ReturnReceived happened, Call call) => Tell(happened.Return, Occasion.GoodsReceived, call);

    public Task Handle(ReplacementDispatched happened, Call call) => news.Tell(happened.Replacement.CaseId, Occasion.ReplacementSent, call);

    public Task Handle(RepairQuoted happened, Call call) => happened.Repair is { Price: { } price } repair
        ? news.Tell(repair.CaseId, Occasion.RepairQuoted, call, Newsroom.Amount(price))
        : Task.CompletedTask;

    public Task Handle(RepairSentBack happened, Call call) => news.Tell(happened.Repair.CaseId, Occasion.RepairSentBack, call);

    private async Task Tell(ReturnSnapshot told, Occasion occasion, Call call, params Fact[] facts)
    {
        var plan = await plans.Following(told.ReturnId, call) is { } following ? await plans.Find(call, following) : null;
        await news.Tell(plan?.State.Case ?? told.CaseId, occasion, call, [.. facts]);
    }

    private static Both Way(ReturnSnapshot told)
    {
        var ways = told.Lines.Select(line => line.Collection).ToHashSet();
        return ways.Contains(Collection.Collect) ? new("快递员将上门取件。", "A courier will come for the goods.")
            : ways.Contains(Collection.CustomerShips) ? new("请寄回商品并填写运单号。", "Please send the goods back and tell us the tracking number.")
            : new("商品无需寄回。", "You need not send anything back.");
    }

    private static Both Again(PickupAttempt attempt) => attempt.NextSlot is { } next && Slot(next) is var slot
        ? new($"下次上门时间：{slot.Zh}。", $"The courier comes again: {slot.En}.")
        : new("客服会与您另约时间。", "We will agree on another time with you.");

    private static Both Slot(PickupSlot slot)
    {
        var day = Spoken.Day(LocalDatePattern.Iso.Parse(slot.Date).Value);
        return new($"{day.Zh}{slot.FromTime}至{slot.ToTime}", $"{day.En}, {slot.FromTime} to {slot.ToTime}");
    }
}
