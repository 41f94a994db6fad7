using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Policy;
using Aftersales.Returns.Ports;
using Google.Protobuf;
using Return = Aftersales.Contracts.Returns.Return;

namespace Aftersales.Returns;

/// <summary>Puts commands to returns, under the merchant's policy and for whom they belong to.</summary>
public sealed class ReturnDesk(Aggregates<ReturnState, ReturnEvent> returns, Policies<MerchantReturnPolicy> policies, BusinessCalendar calendar)
{
    /// <summary>Changes a return at somebody's request.</summary>
    /// <exception cref="RefusedException">Why not. To a customer, another's return does not exist.</exception>
    public Task<TReply> Change<TReply>(string id, Call call, ReturnCommand command, Func<Return, TReply> reply)
        where TReply : class, IMessage<TReply>, new() =>
        returns.Change(
            id,
            call,
            state => state.IsVisibleTo(call.Caller) ? ReturnDecider.Decide(state, command, Terms(call)) : ReturnReasons.NotFound,
            after => reply(after.ToContract()));

    /// <summary>Changes a return because time passed or somebody outside answered.</summary>
    public Task<Versioned<ReturnState>> Change(string id, Call call, ReturnCommand command) =>
        returns.Change(id, call, state => ReturnDecider.Decide(state, command, Terms(call)));

    /// <summary>A pickup to book for what is collected of a return.</summary>
    public PickupBooking Booking(ReturnState state, PickupSlot slot, Address sender, Call call)
    {
        var terms = Policy(call.Merchant).Pickup;
        var pieces = state.Lines.Where(l => l.Collection == Collection.Collect).Sum(l => l.Quantity);
        return new(state.Pickup!.BookingNo, state.OrderId, slot, sender, pieces * terms.PieceGrams, terms.Warehouse);
    }

    public ReturnPolicy Policy(string merchant) => policies.For(merchant);

    /// <summary>What is decided under now.</summary>
    public Terms Terms(Call call) => new(policies.For(call.Merchant), calendar, call.Now);
}
