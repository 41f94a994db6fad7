using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Google.Protobuf;

namespace Aftersales.Tracking.Features;

/// <summary>What the tracking desk does with an item: take it, give it back, note something, say that it is done (R-TRK-2).</summary>
public sealed class ChangeItem(Aggregates<OrderState, OrderEvent> orders, Desk desk, Vault vault)
{
    public Task<TakeTrackingItemResponse> Handle(TakeTrackingItemRequest request, Call call) =>
        Change(request.ItemId, call, (n, by, isSupervisor) => new ItemCommand.Take(n, by, isSupervisor), item => new TakeTrackingItemResponse { Item = item });

    public Task<ReleaseTrackingItemResponse> Handle(ReleaseTrackingItemRequest request, Call call) =>
        Change(request.ItemId, call, (n, by, isSupervisor) => new ItemCommand.Release(n, by, isSupervisor), item => new ReleaseTrackingItemResponse { Item = item });

    public Task<FinishTrackingItemResponse> Handle(FinishTrackingItemRequest request, Call call) =>
        Change(request.ItemId, call, (n, by, isSupervisor) => new ItemCommand.Finish(n, by, isSupervisor), item => new FinishTrackingItemResponse { Item = item });

    public Task<AddTrackingNoteResponse> Handle(AddTrackingNoteRequest request, Call call)
    {
        var text = vault.Seal(request.Text);
        return Change(
            request.ItemId, call, (n, by, isSupervisor) => new ItemCommand.AddNote(n, by, isSupervisor, text), item => new AddTrackingNoteResponse { Item = item });
    }

    private async Task<TReply> Change<TReply>(string itemId, Call call, Func<int, string, bool, ItemCommand> command, Func<TrackingItem, TReply> reply)
        where TReply : class, IMessage<TReply>, new()
    {
        if (ItemLists.Parse(itemId) is not var (order, number) || await orders.Find(call.Merchant, order, call.Cancel) is null)
            throw new RefusedException(new(TrackingReasons.ItemNotFound, "no such item"));
        var (decider, asked) = (await desk.Decider(call), command(number, call.Person, call.Caller.Is(Role.Supervisor)));
        return await orders.Change(
            order,
            call,
            state => decider.Decide(state, asked),
            after => reply(after.State.Items[number - 1].ToItem(order, new OrderView(after.State).Region, after.Version, vault)));
    }
}
