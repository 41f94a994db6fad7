using System.Globalization;
using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns;

/// <summary>Names and order of the lists that a replacement stands in.</summary>
public static class ReplacementLists
{
    private const string Prefix = "replacement";

    public static IEnumerable<string> Of(Replacement state)
    {
        foreach (var customer in new[] { "", state.CustomerId })
        {
            yield return Name(customer, null, "");
            yield return Name(customer, state.Stage, "");
            yield return Name(customer, null, state.OrderId);
        }

        foreach (var list in WorkLists(state))
            yield return Name(list);
    }

    public static string Name(ReplacementWorkList list) => list == ReplacementWorkList.All ? Name("", null, "") : $"{Prefix}/work:{list}";

    /// <param name="customer">Empty for all customers.</param>
    /// <param name="stage">Null for all states.</param>
    /// <param name="order">Empty for all orders; not together with a state.</param>
    public static string Name(string customer, ReplacementStage? stage, string order)
    {
        var whose = customer.Length == 0 ? $"{Prefix}/all" : $"{Prefix}/customer:{Uri.EscapeDataString(customer)}";
        return stage is { } one ? $"{whose}/state:{one}" : order.Length > 0 ? $"{whose}/order:{Uri.EscapeDataString(order)}" : whose;
    }

    /// <summary>The earliest due first; what waits for nothing comes after, the oldest first.</summary>
    public static string Key(Replacement state) =>
        (state.Due is null ? "~" : "") + (state.Due ?? state.RequestedAt).ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);

    private static IEnumerable<ReplacementWorkList> WorkLists(Replacement state)
    {
        if (state.Stage == ReplacementStage.Requested)
            yield return ReplacementWorkList.ToApprove;
        if (state is { Stage: ReplacementStage.Approved, Original: not OriginalOutcome.ToRegister })
            yield return ReplacementWorkList.ToPlace;
        if (state.Stage is ReplacementStage.Placing or ReplacementStage.Placed or ReplacementStage.Dispatched)
            yield return ReplacementWorkList.UnderWay;
        if (state.IsOverdue || state.Stage == ReplacementStage.Failed)
            yield return ReplacementWorkList.Claims;
    }
}
