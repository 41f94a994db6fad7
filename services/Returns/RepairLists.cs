using Aftersales.Returns.Domain.Repairs;

namespace Aftersales.Returns;

/// <summary>The lists that a repair stands in.</summary>
public static class RepairLists
{
    private static readonly WorkLists Lists = new("repair");

    public static IEnumerable<string> Of(Repair state) => [.. Lists.Of(state.CustomerId, state.Stage, state.OrderId), .. WorkListsOf(state).Select(Name)];

    public static string Name(RepairWorkList list) => list == RepairWorkList.All ? Lists.Name() : Lists.Work(list);

    /// <inheritdoc cref="WorkLists.Name"/>
    public static string Name(string customer, RepairStage? stage, string order) => Lists.Name(customer, stage, order);

    public static string Key(Repair state) => WorkLists.Key(state.Due, state.RequestedAt);

    private static IEnumerable<RepairWorkList> WorkListsOf(Repair state)
    {
        if (state.Stage == RepairStage.Requested)
            yield return RepairWorkList.ToQuote;
        if (state.Stage == RepairStage.InWorkshop)
            yield return RepairWorkList.ToRepair;
        if (state.Stage == RepairStage.Ready)
            yield return RepairWorkList.ToSend;
        if (state.IsOverdue || state.Stage == RepairStage.Failed)
            yield return RepairWorkList.Claims;
    }
}
