using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations;

/// <summary>A grant in the store.</summary>
public sealed class GrantAggregate(BusinessCalendar calendar) : AggregateType<Grant, GrantEvent>
{
    public override string Kind => "grant";

    public override Grant Evolve(Grant? state, GrantEvent happened) => GrantEvolution.Evolve(state, happened);

    public override void Check(Grant state) => GrantEvolution.Check(state);

    public override IEnumerable<ListEntry> Lists(string id, Grant state)
    {
        var key = state.GrantedAt.ToUnixTimeTicks().ToString("D19");
        yield return new(GrantLists.All, key, id, id);
        yield return new(GrantLists.Order(state.OrderId), key, id, id);
        yield return new(GrantLists.Customer(state.CustomerId), key, id, id);
        if (state.Stands)
            yield return new(GrantLists.Standing(state.OrderId), key, id, id);
        foreach (var entry in CouponBooks.Lists(id, state))
            yield return entry;
    }

    /// <summary>R-COMP-5: one grant of a strength for each order and cause. A stronger one holds the weaker ones too, so that none follows it.</summary>
    public override IEnumerable<Claim> Claims(string id, Grant state) =>
        state.Stands ? state.Claims.Select(strength => new Claim($"{state.OrderId}/{state.Cause}/{strength}", id)) : [];

    // What is revoked gives its share back without a bound: the bound may have been lowered since, and giving back must not fail on it.
    public override IEnumerable<Share> Shares(string id, Grant state) =>
    [
        .. state.Counted.Select(sum =>
            state.Stands ? new Share(sum.Counter, (sum.Part ?? state.Amount).Minor, (sum.Line ?? sum.Limit).Minor) : new Share(sum.Counter, 0, long.MaxValue)),
        .. CouponBooks.Shares(state),
        .. SpendingSums.Of(id, state, calendar),
        .. state.Warned.Select(warning => new Share(Sums.Warned(warning.Tier, warning.Counter), 1, 1)),
    ];

    public override IEnumerable<Due> Work(string id, Grant state) => CouponBooks.Work(state);

    public override IEnumerable<IMessage> Publish(string id, Grant? before, GrantEvent happened, Grant after, long version)
    {
        var grant = after.ToSnapshot(id, version);
        return happened switch
        {
            Granted => [new CompensationGranted { Grant = grant }, .. after.Warned.Select(warning => warning.ToMessage(id))],
            Revoked => [new CompensationRevoked { Grant = grant }],
            Reattributed corrected => [new AttributionCorrected { Grant = grant, From = (Contracts.ResponsibleParty)corrected.From }],
            CouponEvent about => CouponBooks.Publish(grant, before!, about, after),
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not published"),
        };
    }

    public override Refusal ClaimHeld(string claim, string holder) => AuthorityDecider.AlreadyCompensated(holder);

    public override Refusal SumExceeded(Share share, long present) => CouponSums.Contains(share.Counter)
        ? CouponDecider.Exceeded(share.Counter, share.Limit, present + share.Amount)
        : Bounds.Exceeded(share.Counter, share.Limit - present);
}
