using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>A booked pickup, and what a courier says of it: what tests of collection start from. It is Tuesday; day 5 is the Sunday.</summary>
internal static class Pickups
{
    public const string BookingNo = "pickup-ret_1";

    public static readonly ReturnCommand[] Booked = [.. Approved(Request()), new ConfirmBooking()];

    public static readonly ReturnCommand[] UnderWay = [.. Booked, new ConfirmPickup("courier", "SF1")];

    public static PickupSlot Slot(int day, int from = 9, int to = 18) => new(new LocalDate(2026, 6, day), new(from, 0), new(to, 0));

    /// <summary>A time of day of June, in Shanghai.</summary>
    public static Instant At(int day, int hour) => Instant.FromUtc(2026, 6, day, hour, 0) - Duration.FromHours(8);

    public static ReschedulePickup Move(PickupSlot slot, bool isCustomers = true) => new(isCustomers ? Customer : Specialist, isCustomers, slot);

    public static CourierReport Failed(string no, Instant at, AttemptFailure failure = AttemptFailure.NobodyHome) =>
        new(no, CourierStatus.AttemptFailed, at, BookingNo, null) { Failure = failure };

    public static CourierReport Scan(string no, CourierStatus status, Instant at, string trackingNo = "SF1") => new(no, status, at, null, trackingNo) { Place = "杭州" };
}
