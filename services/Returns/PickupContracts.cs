using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Grpc;
using Aftersales.Returns.Domain;
using Google.Protobuf;
using NodaTime.Text;
using PickupSlot = Aftersales.Contracts.Returns.PickupSlot;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns;

/// <summary>What is told of a return's collection.</summary>
public static class PickupContracts
{
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static Contracts.Returns.Pickup ToContract(this Domain.Pickup pickup) => new()
    {
        BookingNo = pickup.BookingNo,
        State = pickup switch
        {
            { IsDone: true } => PickupState.Done,
            { IsMissed: true } => PickupState.Overdue,
            { IsBooked: true } => PickupState.Booked,
            _ => PickupState.Booking,
        },
        DueTime = pickup.Due.ToContract(),
        Slot = pickup.Slot.ToContract(),
        WantedSlot = pickup.Move?.Slot.ToContract(),
        Reschedules = pickup.Reschedules,
        Attempts = { pickup.Attempts.Select(ToContract) },
        Problem = (Contracts.Returns.PickupProblem)pickup.Problem,
    };

    public static Contracts.Returns.DoorConfirmations ToContract(this Domain.DoorConfirmations door) => new()
    {
        CourierTime = door.Courier?.At.ToContract(),
        CourierReason = (Contracts.DoorReason)(door.Courier?.Reason ?? 0),
        TrackingNo = door.Courier?.TrackingNo ?? "",
        Customer = door.Customer?.By ?? "",
        CustomerTime = door.Customer?.At.ToContract(),
        Agent = door.Agent?.By ?? "",
        AgentTime = door.Agent?.At.ToContract(),
        Complete = door.IsComplete,
    };

    /// <summary>Where the goods are, masked (R-PPL-2).</summary>
    public static void Show(this Contracts.Returns.Pickup pickup, Address address)
    {
        pickup.NameMasked = Mask.Name(address.Name);
        pickup.PhoneMasked = Mask.Phone(address.Phone);
        pickup.AddressMasked = Mask.Address(address.Text);
    }

    public static ParcelTrack ToContract(Track track) => new()
    {
        Status = (Contracts.Returns.CourierStatus)track.Status,
        Time = track.At.ToContract(),
        Place = track.Place,
    };

    public static SetAsideReport ToContract(SetAside kept) => new()
    {
        ReportNo = kept.Report.No,
        Status = (Contracts.Returns.CourierStatus)kept.Report.Status,
        Reason = (Contracts.Returns.SetAsideReason)kept.Why,
        OccurredTime = kept.Report.At.ToContract(),
        ReceivedTime = kept.At.ToContract(),
        Count = kept.Count,
        BookingNo = kept.Report.BookingNo ?? "",
        TrackingNo = kept.Report.TrackingNo ?? "",
    };

    /// <summary>What others are told of a pickup and of parcels.</summary>
    public static IEnumerable<IMessage> Tell(ReturnEvent happened, ReturnSnapshot snapshot, ReturnState? before, ReturnState after)
    {
        switch (happened)
        {
            case PickupBooked or PickupMoved:
                yield return new ReturnPickupBooked { Return = snapshot, Slot = after.Pickup!.Slot.ToContract(), Rescheduled = happened is PickupMoved };
                break;
            case PickupAttemptFailed failed:
                yield return new ReturnPickupAttemptFailed { Return = snapshot, Attempt = ToContract(failed.Attempt) };
                break;
            case ParcelTracked tracked:
                yield return new ReturnParcelTracked { Return = snapshot, TrackingNo = tracked.TrackingNo, Track = ToContract(tracked.Track) };
                break;
        }

        if (after.Pickup is { Problem: not Domain.PickupProblem.None and var problem } && problem != before?.Pickup?.Problem)
            yield return new ReturnPickupBlocked { Return = snapshot, Problem = (Contracts.Returns.PickupProblem)problem };
    }

    public static PickupSlot ToContract(this Domain.PickupSlot slot) => new()
    {
        Date = LocalDatePattern.Iso.Format(slot.Day),
        FromTime = Minute.Format(slot.From),
        ToTime = Minute.Format(slot.To),
    };

    /// <summary>The slot of a request; what it leaves open is the policy's.</summary>
    /// <exception cref="RefusedException">INVALID_REQUEST: no such day or time.</exception>
    public static Domain.PickupSlot ToSlot(this PickupSlot slot, PickupTerms terms) => new(
        LocalDatePattern.Iso.Parse(slot.Date) is { Success: true } day ? day.Value : throw Malformed("slot.date", "a day as yyyy-mm-dd"),
        slot.FromTime.Length == 0 ? terms.From : Time("slot.from_time", slot.FromTime),
        slot.ToTime.Length == 0 ? terms.To : Time("slot.to_time", slot.ToTime));

    private static PickupAttempt ToContract(FailedAttempt attempt) => new()
    {
        Number = attempt.Number,
        Failure = (Contracts.Returns.AttemptFailure)attempt.Failure,
        Time = attempt.At.ToContract(),
        NextSlot = attempt.Next?.ToContract(),
    };

    private static NodaTime.LocalTime Time(string field, string text) =>
        Minute.Parse(text) is { Success: true } time ? time.Value : throw Malformed(field, "a time as HH:mm");

    private static RefusedException Malformed(string field, string rule) => new(ReturnReasons.Invalid(field, rule));
}
