using Aftersales.Returns.Domain;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Returns;

/// <summary>What desks work through: each list whole, by reason, by the code of its goods, by who carries them, and by the business day on which its step is due.</summary>
public static class ReturnWorkLists
{
    /// <summary>What <see cref="NameOfCarrier"/> calls the courier that picks goods up.</summary>
    public const string OwnCourier = "pickup";

    private static readonly DateTimeZone Zone = Kernel.BusinessCalendar.Default.Zone;

    public static IEnumerable<string> Of(ReturnState state) =>
        from list in ListsOf(state)
        from name in (string[])
        [
            Name(list), Name(list, state.Reason), Name(list, DueDay(state)),
            .. Skus(state).Select(sku => NameOfSku(list, sku)), .. Carriers(state).Select(carrier => NameOfCarrier(list, carrier)),
        ]
        select name;

    public static string Name(ReturnWorkList list) => $"work:{list}";

    public static string Name(ReturnWorkList list, ReturnReason reason) => $"{Name(list)}/reason:{reason}";

    public static string Name(ReturnWorkList list, LocalDate dueDay) => $"{Name(list)}/day:{LocalDatePattern.Iso.Format(dueDay)}";

    public static string NameOfSku(ReturnWorkList list, string sku) => $"{Name(list)}/sku:{Uri.EscapeDataString(sku)}";

    public static string NameOfCarrier(ReturnWorkList list, string carrier) => $"{Name(list)}/carrier:{Uri.EscapeDataString(carrier)}";

    private static IEnumerable<string> Carriers(ReturnState state) => state.Parcels
        .Select(parcel => parcel.Carrier.Length == 0 ? OwnCourier : parcel.Carrier)
        .Concat(state.Pickup is null ? [] : [OwnCourier])
        .Distinct();

    private static IEnumerable<string> Skus(ReturnState state) => state.Lines.Select(line => line.Sku).OfType<string>().Where(sku => sku.Length > 0).Distinct();

    // The end of a day is the first moment of the next.
    private static LocalDate DueDay(ReturnState state) => ((state.Due ?? state.RequestedAt) - Duration.Epsilon).InZone(Zone).Date;

    private static IEnumerable<ReturnWorkList> ListsOf(ReturnState state)
    {
        if (state.WaitsFor(Wait.Review))
            yield return ReturnWorkList.ToReview;
        if (state.WaitsFor(Wait.Handover) && state.Pickup is { IsDone: false } pickup)
        {
            yield return pickup.IsMissed ? ReturnWorkList.PickupsOverdue : ReturnWorkList.PickupsDue;
            if (pickup.Problem != PickupProblem.None)
                yield return ReturnWorkList.PickupsBlocked;
        }

        if (state.WaitsFor(Wait.Inspection))
            yield return ReturnWorkList.ToInspect;
        if (state.WaitsFor(Wait.Resolution) || state.WaitsFor(Wait.Claim) || state.Deadlines.Any(d => d.IsEscalated))
            yield return ReturnWorkList.Claims;
    }
}
