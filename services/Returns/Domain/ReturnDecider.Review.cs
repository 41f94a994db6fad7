using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    private static Decision DecideRequest(RequestReturn request, Terms terms)
    {
        var (refusal, overrides) = Eligibility.Decide(request, terms);
        if (refusal is not null)
            return refusal;
        request = request with { Wish = AsReported(request.Wish, terms.Policy) };
        var fee = Charges.Fee(request.Wish, terms.Policy);
        // A plan's offer told what it costs.
        if (!request.ByPlan && fee.IsPositive && request.ConfirmedFee != fee)
            return new Refusal(ReturnReasons.FeeNotConfirmed, "the customer has to agree to the return fee").Rule("R-RET-9").With("allowed", $"{fee.Minor}");

        var wish = request.Wish;
        var requested = new Requested(new()
        {
            Id = request.Id,
            OrderId = wish.Order.OrderId,
            CustomerId = wish.Order.BuyerId,
            ShopId = wish.Order.ShopId,
            Reason = wish.Reason.Reason,
            ReasonCode = wish.Reason.Code,
            Lines = [.. wish.Lines.Select(asked => ReturnLines.Of(asked, wish))],
            SealedDescription = request.SealedDescription,
            EvidenceIds = request.EvidenceIds,
            CaseId = request.CaseId,
            CustomerShips = wish.CustomerShips,
            IsCartonExchange = wish.IsCartonExchange,
            Responsible = wish.Reason.Responsible,
            RequestedAt = terms.Now,
            PolicyVersion = terms.Policy.Version,
            Deadlines = [new(Wait.Review, terms.EndOfDay(0))],
            Overrides = overrides,
            Fee = fee,
            SealedAddress = request.SealedAddress,
            Door = wish.Reason.Reason == ReturnReason.RefusedDelivery ? Confirmed(request, terms) : null,
        });
        return IsAgreed(requested.State, terms) ? WithoutApplication(null, requested, terms) : requested;
    }

    // R-RET-4 decides what comes back; what does not is accepted for good at once (R-RET-5). Refused at the door: advanced, the goods are under way (R-REF-5).
    private static Decision DecideApproval(ReturnState state, Approve command, Terms terms)
    {
        var policy = terms.Policy;
        var lines = state.Lines.Select(l => Collected(l, state, command.BeyondResale, policy)).ToImmutableArray();
        var overrides = ImmutableArray<Override>.Empty;
        if (state.EvidenceIds.IsEmpty && lines.Any(l => l.Collection == Collection.ScrapInPlace))
        {
            if (command.Overrides.FirstOrDefault(o => o.RuleId == RuleIds.ScrapPhotos) is not { } wish)
                return new Refusal(ReturnReasons.EvidenceRequired, "goods are scrapped in place with photos only").Rule("R-RET-4").With("rule_id", RuleIds.ScrapPhotos);
            if (Eligibility.Denied(wish.RuleId, command.By, terms) is { } denied)
                return denied;
            overrides = [new(wish.RuleId, null, command.By.Person, wish.Why, terms.Now)];
        }

        if (command.FreightCollect && lines.All(l => l.Fault == Fault.Customer))
            return FreightCollectRefused("only where it is the merchant's fault");

        var freight = FreightSplit.Of(lines, state.CustomerShips, policy.Freight, policy.Pickup.PieceGrams);
        var isUnderway = state.Door is not null && freight is not null;
        int? days = freight is null ? null : isUnderway ? policy.TransitDays : state.CustomerShips ? policy.ShipDays : policy.PickupDays;
        Instant? due = days is { } n ? terms.EndOfDay(n) : null;
        var approved = new Approved(
            new(command.By.Person, command.BeyondResale, command.FreightCollect),
            overrides,
            isUnderway ? [.. lines.Select(OnTheWay)] : lines,
            freight is null || isUnderway || state.CustomerShips ? null : new(BookingNumbers.First(state.Id), terms.Now, due!.Value, PickupSlots.Usual(terms)),
            freight,
            isUnderway ? GoingBack(state, lines, command.By, terms) : null,
            due,
            policy.Version)
        {
            Door = state.Door is { } door ? Approving(door, command.By, terms) : null,
        };
        return isUnderway && Releases.Advance(ReturnEvolution.Evolve(state, approved)) is { } advance ? Decision.Of(approved, advance) : approved;
    }

    private static ReturnLine Collected(ReturnLine line, ReturnState state, bool beyondResale, ReturnPolicy policy)
    {
        var reason = policy.Leaf(line.ReasonCode) ?? policy.Usual(line.Reason);
        var decided = line with
        {
            Collection = CollectionRules.Of(reason, line.Category, line.UnitListPrice, state.IsCartonExchange, state.CustomerShips, beyondResale, policy),
        };
        return decided.IsComing ? decided : decided.Move(_ => true, u => u with { Reception = Reception.NotCollected, Acceptance = Acceptance.Accepted });
    }

    private static ReturnLine OnTheWay(ReturnLine line) =>
        line.Move(u => u is { IsToCome: true, Reception: Reception.Awaited }, u => u with { Reception = Reception.InTransit });

    private static Refusal FreightCollectRefused(string why) =>
        new Refusal(ReturnReasons.FreightCollectRefused, $"a freight-collect parcel is taken {why}").Rule("R-RET-10");
}
