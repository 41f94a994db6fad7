using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Where features find cases and have them decided on, under the merchant's policy.</summary>
public sealed class CaseDesk(Cases cases, Policies<MerchantComplaintPolicy> policies, BusinessCalendar calendar, Vault vault, Messenger messenger, SheetBook sheets)
{
    public ComplaintPolicy Policy(Call call) => policies.For(call.Merchant);

    public Decision<CaseEvent> Decide(Call call, Case? state, CaseCommand command) =>
        messenger.Tell(call, state, new CaseDecider(Policy(call), calendar, call.Now).Decide(state, command));

    /// <summary>Decides, commits and answers with the case as it is then.</summary>
    public async Task<TReply> Change<TReply>(string id, Call call, CaseCommand command, Func<Wire.Case, TReply> reply)
        where TReply : class, Google.Protobuf.IMessage<TReply>, new()
    {
        await sheets.Begin(call);
        return await cases.Change(id, call, state => Decide(call, state, command), after => reply(after.ToContract(vault, call)));
    }

    /// <summary>The same where nobody waits for a reply: consumed events and work.</summary>
    public async Task<Versioned<Case>> Change(string id, Call call, CaseCommand command)
    {
        await sheets.Begin(call);
        return await cases.Change(id, call, state => Decide(call, state, command));
    }

    /// <summary>A case that the caller may see: a customer's own, or any for the staff.</summary>
    /// <exception cref="RefusedException">CASE_NOT_FOUND.</exception>
    public async Task<Versioned<Case>> Find(Call call, string id) => Seen(call, await cases.Find(call.Merchant, id, call.Cancel));

    /// <summary>The same to be shown, not acted on: from the read cache where that has it.</summary>
    /// <exception cref="RefusedException">CASE_NOT_FOUND.</exception>
    public async Task<Versioned<Case>> Read(Call call, string id) => Seen(call, await cases.Read(call.Merchant, id, call.Cancel));

    private static Versioned<Case> Seen(Call call, Versioned<Case>? found) =>
        found is not null && (!call.Caller.IsCustomer || found.State.Customer == call.Person)
            ? found
            : throw new RefusedException(new(CaseReasons.CaseNotFound, "no such case"));
}
