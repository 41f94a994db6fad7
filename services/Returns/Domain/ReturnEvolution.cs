using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>The state after each event.</summary>
public static class ReturnEvolution
{
    public static ReturnState Evolve(ReturnState? state, ReturnEvent happened) => (state, happened) switch
    {
        (null, Requested e) => e.State,
        ({ } s, ReviewStarted e) => s with { Reviewer = e.By },
        ({ } s, Approved e) => Settled((e.Due is { } due ? Until(s, e.Parcel is null ? Wait.Handover : Wait.Arrival, due) : s) with
        {
            Approval = e.Approval,
            Overrides = s.Overrides.AddRange(e.Overrides),
            Lines = e.Lines,
            Pickup = e.Pickup,
            Freight = e.Freight,
            Parcels = e.Parcel is null ? [] : [e.Parcel],
            PolicyVersion = e.PolicyVersion,
            Door = e.Door ?? s.Door,
        }),
        ({ } s, RefusalReported e) => s with
        {
            Door = s.Door! with { Courier = e.Report },
            ReasonCode = e.ReasonCode,
            Responsible = e.Responsible,
            Lines = e.Lines,
        },
        ({ } s, Rejected e) => Settled(s with { Ending = new(e.By, e.Reason, e.At), IsRejected = true }),
        ({ } s, Cancelled e) => Settled(s with { Ending = new(e.By, e.Reason, e.At) }),
        ({ Pickup: { } pickup } s, PickupEvent e) => s with
        {
            Pickup = PickupEvolution.Evolve(pickup, e),
            SealedAddress = (e as PickupMoveAsked)?.SealedAddress ?? s.SealedAddress,
        },
        ({ } s, PickupMissed e) => Until(s with { Pickup = s.Pickup! with { IsMissed = true } }, Wait.Handover, e.Due),
        ({ } s, PickedUp e) => Settled(Until(s, Wait.Arrival, e.Due) with
        {
            Lines = e.Lines,
            Parcels = s.Parcels.Add(e.Parcel),
            Pickup = PickupEvolution.Done(s.Pickup!),
        }),
        ({ } s, Shipped e) => Settled(UntilAtFirst(s, Wait.Arrival, e.Due) with { Lines = e.Lines, Parcels = s.Parcels.Add(e.Parcel) }),
        ({ } s, Received e) => Settled(UntilAtFirst(s, Wait.Inspection, e.Due) with
        {
            Receipt = e.Receipt,
            Lines = e.Lines,
            Parcels = e.Parcels,
            Freight = e.Freight,
            DisputableUntil = e.DisputableUntil,
            Pickup = s.Pickup is { } pickup && !e.Lines.Any(l => l.Units.Any(u => u.IsToCome)) ? PickupEvolution.Done(pickup) : s.Pickup,
        }),
        ({ } s, ParcelTracked e) => OfParcels(s, [e.TrackingNo], p => p.With(e.Track)),
        ({ } s, ParcelsAsked e) => OfParcels(s, e.TrackingNos, p => p with { AskAt = e.AskAt }),
        ({ } s, ReportSetAside e) => s with { SetAside = s.SetAside.Noting(e.Report, e.Why, e.At) },
        ({ } s, Inspected e) => Settled(s with { Inspection = e.Inspection, Lines = e.Lines, DisputableUntil = e.DisputableUntil }),
        ({ } s, GoodsLost) => Settled(Move(s, u => u is { IsToCome: true, Reception: Reception.InTransit }, Reception.Lost, Acceptance.Accepted, null) with
        {
            Responsible = ResponsibleParty.Courier,
        }),
        ({ } s, GoodsNeverCame) => Settled(Move(
            s, u => u is { IsToCome: true, Reception: Reception.Awaited }, Reception.NotCollected, Acceptance.Refused, "never handed over")),
        ({ } s, RefundAllowed e) => Released(s, e.Release),
        ({ } s, FreightRecorded e) => s with { Freight = e.Freight },
        ({ } s, Disputed e) => Until(s, Wait.Resolution, e.Dispute.Due) with
        {
            Dispute = e.Dispute,
            Lines = [.. s.Lines.Select(l => l.Move(ReturnDecider.IsDisputable, u => u with { Acceptance = Acceptance.Manual, IsDisputed = true }))],
        },
        ({ } s, DisputeResolved e) => Settled(UntilAtFirst(s, Wait.Inspection, e.InspectBy) with
        {
            Lines = e.Lines,
            Dispute = s.Dispute! with { ResolvedBy = e.By, Resolution = e.Reason, Accepted = e.Accepted },
        }),
        ({ } s, LossClaimed e) => Until(s, Wait.Claim, e.Due),
        ({ } s, LossClosed e) => Settled(s with { LossClosings = [.. s.LossClosings.Where(c => c.Kind != e.Closing.Kind), e.Closing] }),
        ({ } s, CaseAttached e) => s with { CaseId = e.CaseId },
        ({ } s, Escalated e) => s with { Deadlines = [.. s.Deadlines.Select(d => d.Wait == e.Wait ? d with { IsEscalated = true } : d)] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {(state is null ? "nothing" : state.Stage)}"),
    };

    private static ReturnState Until(ReturnState s, Wait wait, Instant due) =>
        s with { Deadlines = [.. s.Deadlines.Where(d => d.Wait != wait).Append(new Deadline(wait, due)).OrderBy(d => d.Wait)] };

    // Another parcel gives no more time for the one before.
    private static ReturnState UntilAtFirst(ReturnState s, Wait wait, Instant due) =>
        s.Deadlines.Any(d => d.Wait == wait && !d.IsEscalated) ? s : Until(s, wait, due);

    // What is not waited for any more has no deadline.
    private static ReturnState Settled(ReturnState s) => s with { Deadlines = [.. s.Deadlines.Where(d => s.WaitsFor(d.Wait))] };

    private static ReturnState Move(ReturnState s, Func<Units, bool> which, Reception reception, Acceptance acceptance, string? reason) => s with
    {
        Lines = [.. s.Lines.Select(l => l.Move(which, u => u with { Reception = reception, Acceptance = acceptance, Reason = reason }))],
    };

    private static ReturnState OfParcels(ReturnState s, ImmutableArray<string> which, Func<Parcel, Parcel> change) =>
        s with { Parcels = [.. s.Parcels.Select(p => p.TrackingNo is { } no && which.Contains(no) ? change(p) : p)] };

    private static ReturnState Released(ReturnState s, Release release) => s with
    {
        Releases = s.Releases.Add(release),
        Lines = [.. s.Lines.Select(l => l.Move(u => Releases.Takes(release.Basis, u), u => u with { Release = release.Number }))],
    };
}
