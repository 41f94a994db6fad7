using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Proposal = Aftersales.Compensations.Domain.Proposal;

namespace Aftersales.Compensations;

/// <summary>A proposal in the store. One that never came to be proposed is nobody's business: it stands in no list and is not told.</summary>
public sealed class ProposalAggregate : AggregateType<Proposal, ProposalEvent>
{
    public const string Look = "look";
    public const string Lapse = "lapse";
    public const string Grant = "grant";
    public const string All = "all";

    public override string Kind => "proposal";

    /// <summary>One for each misfortune of an order, whoever tells of it first.</summary>
    public static string Id(string merchant, string order, Misfortune misfortune) => Ids.Derived("prp", $"{merchant}/{order}/{misfortune}");

    public static string OfOrder(string order) => $"order:{order}";

    public static string OfCustomer(string customer) => $"customer:{customer}";

    public override Proposal Evolve(Proposal? state, ProposalEvent happened) => ProposalEvolution.Evolve(state, happened);

    public override void Check(Proposal state) => ProposalEvolution.Check(state);

    public override IEnumerable<ListEntry> Lists(string id, Proposal state)
    {
        if (state.Offer is not { } offer)
            yield break;
        var key = offer.At.ToUnixTimeTicks().ToString("D19");
        yield return new(All, key, id, id);
        yield return new(OfOrder(state.OrderId), key, id, id);
        yield return new(OfCustomer(state.CustomerId), key, id, id);
    }

    public override IEnumerable<Due> Work(string id, Proposal state) => state switch
    {
        { Status: ProposalStatus.Watched } => [new(Look, state.LookAt)],
        { Status: ProposalStatus.Proposed, Offer: { } offer } => [new(Lapse, offer.Until)],
        { Status: ProposalStatus.Accepted, Answer: { } answer } => [new(Grant, answer.At)],
        _ => [],
    };

    public override IEnumerable<IMessage> Publish(string id, Proposal? before, ProposalEvent happened, Proposal after, long version)
    {
        if (after.Offer is null)
            yield break;
        var told = after.ToSnapshot(id, version);
        switch (happened)
        {
            case Proposed:
                yield return new CompensationProposed { Proposal = told };
                break;
            case Answered { Answer: ProposalAnswer.AskCash }:
                yield return new CashRequested { Proposal = told };
                break;
            case Answered { Answer: ProposalAnswer.Decline } or CouponGranted or Dropped:
                yield return new ProposalEnded { Proposal = told };
                break;
        }
    }
}
