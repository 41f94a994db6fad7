using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Numbers;
using NodaTime;

namespace Aftersales.Returns;

/// <summary>
/// Pieces returned and delivered by month, shop, goods and reason, kept as sums with each commit. What is returned counts in the month in which it was
/// asked for, whatever becomes of it later; what is delivered in the month in which it was signed for. Sums are split over some rows each, so that
/// returns of the same goods seldom wait for one another.
/// </summary>
internal static class ReturnSums
{
    private const int Parts = 8;
    private static readonly DateTimeZone Zone = BusinessCalendar.Default.Zone;

    public static IEnumerable<Share> Of(ReturnState state) => state.Ending is not null ? [] :
        from goods in state.Lines.Where(line => line.Sku is not null).GroupBy(line => (Sku: line.Sku!, line.ReasonCode))
        from tally in Enum.GetValues<Tally>()
        let pieces = goods.Sum(line => Tallies.Of(line, tally))
        where pieces > 0
        select new Share(
            Name($"{Returned(Month(state.RequestedAt))}{Plain(state.ShopId)}/{Plain(goods.Key.Sku)}/{Plain(goods.Key.ReasonCode)}/{tally}", state.OrderId), pieces, long.MaxValue);

    public static IEnumerable<Share> Of(Delivery delivery) => delivery.SignedAt is not { } signed ? [] :
        delivery.Goods.Select(goods => new Share(
            Name($"{Delivered(Month(signed))}{Plain(delivery.ShopId)}/{Plain(goods.Sku)}", delivery.OrderId), goods.Pieces, long.MaxValue));

    /// <summary>How the sums of a month's returns begin.</summary>
    public static string Returned(string month) => $"returned/{month}/";

    /// <summary>How the sums of a month's deliveries begin.</summary>
    public static string Delivered(string month) => $"delivered/{month}/";

    public static IEnumerable<Counted> ReadReturned(IEnumerable<(string Name, long Value)> sums) =>
        from sum in sums
        let name = sum.Name.Split('/')
        select new Counted(Text(name[2]), Text(name[3]), Text(name[4]), Enum.Parse<Tally>(name[5]), sum.Value);

    public static IEnumerable<(string ShopId, string Sku, long Pieces)> ReadDelivered(IEnumerable<(string Name, long Value)> sums) =>
        from sum in sums
        let name = sum.Name.Split('/')
        select (Text(name[2]), Text(name[3]), sum.Value);

    private static string Name(string what, string orderId) => $"{what}/{orderId[^1] % Parts}";

    private static string Month(Instant at) => $"{at.InZone(Zone):yyyy-MM}";

    // Codes of others may contain the slash that separates them here.
    private static string Plain(string code) => Uri.EscapeDataString(code);

    private static string Text(string plain) => Uri.UnescapeDataString(plain);
}
