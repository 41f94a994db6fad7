global using RepairBook = Aftersales.Platform.Aggregates.Aggregates<
    Aftersales.Returns.Domain.Repairs.Repair, Aftersales.Returns.Domain.Repairs.RepairEvent>;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain.Repairs;
using Aftersales.Returns.Policy;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Returns;

namespace Aftersales.Returns;

/// <summary>Puts commands to repairs, under the merchant's policy and for whom they belong to.</summary>
public sealed class RepairDesk(RepairBook repairs, Policies<MerchantRepairPolicy> policies, BusinessCalendar calendar)
{
    /// <summary>Changes a repair at somebody's request.</summary>
    /// <exception cref="RefusedException">Why not. To a customer, another's repair does not exist.</exception>
    public Task<TReply> Change<TReply>(string id, Call call, RepairCommand command, Func<Wire.Repair, TReply> reply)
        where TReply : class, IMessage<TReply>, new() => repairs.Change(
            id,
            call,
            state => state is null || !call.Caller.IsCustomer || state.CustomerId == call.Person ? Decide(state, call, command) : RepairStages.NotFound,
            after => reply(after.ToContract()));

    /// <summary>Changes a repair because time passed or somebody outside answered.</summary>
    public Task<Versioned<Repair>> Change(string id, Call call, RepairCommand command) => repairs.Change(id, call, state => Decide(state, call, command));

    private Decision<RepairEvent> Decide(Repair? state, Call call, RepairCommand command) =>
        RepairDecider.Decide(state, command, new(policies.For(call.Merchant), calendar, call.Now));
}
