using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Policy;
using Google.Protobuf;

namespace Aftersales.Refunds.Features;

/// <summary>What the features of batches share: deciding with the policy in force.</summary>
public sealed class Batches(Aggregates<Batch, BatchEvent> batches, Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar)
{
    public Task<TReply> Change<TReply>(string batchId, Call call, BatchCommand command, Func<Versioned<Batch>, TReply> reply)
        where TReply : class, IMessage<TReply>, new() => batches.Change(batchId, call, batch => Decide(batch, command, call), reply);

    /// <summary>For work.</summary>
    public Task Change(string batchId, Call call, BatchCommand command) => batches.Change(batchId, call, batch => Decide(batch, command, call));

    private Decision<BatchEvent> Decide(Batch? batch, BatchCommand command, Call call) =>
        BatchDecider.Decide(batch, command, new(policies.For(call.Merchant), calendar), call.Now);
}
