using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns;

/// <summary>The lists that a replacement stands in.</summary>
public static class ReplacementLists
{
    private static readonly WorkLists Lists = new("replacement");

    public static IEnumerable<string> Of(Replacement state) => [.. Lists.Of(state.CustomerId, state.Stage, state.OrderId), .. WorkListsOf(state).Select(Name)];

    public static string Name(ReplacementWorkList list) => list == ReplacementWorkList.All ? Lists.Name() : Lists.Work(list);

    /// <inheritdoc cref="WorkLists.Name"/>
    public static string Name(string customer, ReplacementStage? stage, string order) => Lists.Name(customer, stage, order);

    public static string Key(Replacement state) => WorkLists.Key(state.Due, state.RequestedAt);

    private static IEnumerable<ReplacementWorkList> WorkListsOf(Replacement state)
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
