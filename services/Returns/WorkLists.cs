using Aftersales.Platform.Store;

using NodaTime;

namespace Aftersales.Returns;

/// <summary>Names and order of the keyed lists that replacements and repairs stand in.</summary>
/// <param name="prefix">Keeps the lists of one kind apart from another's.</param>
public sealed class WorkLists(string prefix)
{
    /// <summary>All of one kind, and those in one state, of one order: of everybody, and of the customer.</summary>
    public IEnumerable<string> Of(string customer, Enum stage, string order) =>
        from whose in new[] { "", customer }
        from list in new[] { Name(whose), Name(whose, stage), Name(whose, order: order) }
        select list;

    /// <param name="customer">Empty for everybody.</param>
    /// <param name="stage">Null for all states.</param>
    /// <param name="order">Empty for all orders; not together with a state.</param>
    public string Name(string customer = "", Enum? stage = null, string order = "")
    {
        var whose = customer.Length == 0 ? $"{prefix}/all" : $"{prefix}/customer:{Uri.EscapeDataString(customer)}";
        return stage is not null ? $"{whose}/state:{stage}" : order.Length > 0 ? $"{whose}/order:{Uri.EscapeDataString(order)}" : whose;
    }

    /// <summary>What a desk works through.</summary>
    public string Work(Enum list) => $"{prefix}/work:{list}";

    /// <summary>The earliest due first; what waits for nothing comes after, the oldest first.</summary>
    public static string Key(Instant? due, Instant requested) =>
        (due is null ? "~" : "") + TimeKey.Of(due ?? requested);
}
