global using ReplacementBook = Aftersales.Platform.Aggregates.Aggregates<
    Aftersales.Returns.Domain.Replacements.Replacement, Aftersales.Returns.Domain.Replacements.ReplacementEvent>;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain.Replacements;
using Aftersales.Returns.Policy;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Returns;

namespace Aftersales.Returns;

/// <summary>Puts commands to replacements, under the merchant's policy.</summary>
public sealed class ReplacementDesk(ReplacementBook replacements, Policies<MerchantReplacementPolicy> policies, BusinessCalendar calendar)
{
    /// <summary>Changes a replacement at somebody's request.</summary>
    /// <exception cref="RefusedException">Why not.</exception>
    public Task<TReply> Change<TReply>(string id, Call call, ReplacementCommand command, Func<Wire.Replacement, TReply> reply)
        where TReply : class, IMessage<TReply>, new() =>
        replacements.Change(id, call, state => ReplacementDecider.Decide(state, command, Terms(call)), after => reply(after.ToContract()));

    /// <summary>Changes a replacement because time passed or somebody outside answered.</summary>
    public Task<Versioned<Replacement>> Change(string id, Call call, ReplacementCommand command) =>
        replacements.Change(id, call, state => ReplacementDecider.Decide(state, command, Terms(call)));

    public ReplacementPolicy Policy(Call call) => policies.For(call.Merchant);

    private ReplacementTerms Terms(Call call) => new(Policy(call), calendar, call.Now);
}
