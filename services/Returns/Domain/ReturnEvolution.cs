using System.Collections.Immutable;

namespace Aftersales.Returns.Domain;

/// <summary>The state after each event.</summary>
public static class ReturnEvolution
{
    public static ReturnState Evolve(ReturnState? state, ReturnEvent happened) => (state, happened) switch
    {
        (null, Requested e) => Begin(e),
        ({ } s, ReviewStarted e) => s with { Stage = ReturnStage.UnderReview, Reviewer = e.By },
        ({ } s, Approved e) => Approve(s, e),
        ({ } s, Rejected e) => End(s, ReturnStage.Rejected) with { Ending = new(e.By, e.Reason, e.At) },
        ({ } s, Cancelled e) => End(s, ReturnStage.Cancelled) with { Ending = new(e.By, e.Reason, e.At) },
        ({ } s, PickupBooked) => s with { Stage = ReturnStage.PickupScheduled, Pickup = s.Pickup! with { IsBooked = true } },
        ({ } s, PickupCalledOff) => s with { Pickup = s.Pickup! with { IsCalledOff = true } },
        ({ } s, PickupMissed e) => s with { Due = e.Due, Pickup = s.Pickup! with { IsMissed = true } },
        ({ } s, PickedUp e) => s with { Stage = ReturnStage.InTransit, Due = e.Due, Pickup = s.Pickup! with { IsDone = true }, Shipment = new(e.By, e.TrackingNo) },
        ({ } s, Shipped e) => s with { Stage = ReturnStage.InTransit, Due = e.Due, Shipment = new(e.By, e.TrackingNo) },
        ({ } s, Received e) => s with
        {
            Stage = ReturnStage.Received,
            Due = e.Due,
            IsEscalated = false,
            Lines = e.Lines,
            ReceivedBy = e.By,
            Pickup = s.Pickup is { } pickup ? pickup with { IsDone = true } : null,
        },
        ({ } s, Inspected e) => Complete(s, e.Lines) with { InspectedBy = e.By },
        ({ } s, GoodsLost) => Complete(s, [.. s.Lines.Select(l => l with { Accepted = l.Quantity })]) with { Responsible = ResponsibleParty.Courier },
        ({ } s, GoodsNeverCame) => Complete(s, s.Lines),
        ({ } s, RefundAllowed e) => s with { Refundable = e.Basis },
        ({ } s, CaseAttached e) => s with { CaseId = e.CaseId },
        ({ } s, Escalated) => s with { IsEscalated = true },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {(state is null ? "nothing" : state.Stage)}"),
    };

    private static ReturnState Begin(Requested e) => new()
    {
        Id = e.Id,
        OrderId = e.OrderId,
        CustomerId = e.CustomerId,
        Stage = ReturnStage.Requested,
        Reason = e.Reason,
        Lines = e.Lines,
        SealedDescription = e.SealedDescription,
        EvidenceIds = e.EvidenceIds,
        CaseId = e.CaseId,
        CustomerShips = e.CustomerShips,
        Responsible = e.Responsible,
        PolicyVersion = e.PolicyVersion,
        RequestedAt = e.At,
        Due = e.Due,
    };

    private static ReturnState Approve(ReturnState s, Approved e)
    {
        var approved = s with
        {
            Stage = e.Stage,
            Lines = e.Lines,
            Pickup = e.Pickup,
            Approval = new(e.By, e.BeyondResale),
            PolicyVersion = e.PolicyVersion,
            Due = e.Due,
            IsEscalated = false,
        };
        return e.Stage == ReturnStage.Completed ? Complete(approved, e.Lines) : approved;
    }

    // What is not to come back by R-RET-4 is refunded for good, like what was accepted.
    private static ReturnState Complete(ReturnState s, ImmutableArray<ReturnLine> lines) => End(s, ReturnStage.Completed) with
    {
        Lines = [.. lines.Select(l => l.IsComing ? l : l with { Accepted = l.Quantity })],
    };

    private static ReturnState End(ReturnState s, ReturnStage stage) => s with { Stage = stage, Due = null, IsEscalated = false };
}
