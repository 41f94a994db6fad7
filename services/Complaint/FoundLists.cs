using Aftersales.Complaints.Domain;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>The lists that searches go through: cases by the time they were opened.</summary>
internal static class FoundLists
{
    public const string All = "found";

    /// <summary>Cases that are not over.</summary>
    public const string Live = $"{All}/live";

    public static string OfOrder(string order) => $"{All}/order/{order}";

    public static string OfCustomer(string customer) => $"{All}/customer/{customer}";

    public static string OfOwner(string owner) => $"{All}/owner/{owner}";

    public static string OfType(CaseType type) => $"{All}/type/{type}";

    public static string OfWord(string word) => $"{All}/word/{word}";

    public static IEnumerable<string> Of(Case state)
    {
        yield return All;
        yield return OfCustomer(state.Customer);
        yield return OfType(state.Type);
        if (state.Stage != CaseStage.Closed)
            yield return Live;
        if (state.Order is { } order)
            yield return OfOrder(order);
        if (state.Owner is { } owner)
            yield return OfOwner(owner);
        foreach (var word in state.Words)
            yield return OfWord(word);
    }

    /// <summary>Lists each of which holds everything that a filter lets through, of the kind that is likely the shortest.</summary>
    public static ImmutableArray<string> For(CaseFilter filter) => filter switch
    {
        { Order: { } order } => [OfOrder(order)],
        { Customer: { } customer } => [OfCustomer(customer)],
        { Words.IsEmpty: false } => [.. filter.Words.Select(OfWord)],
        { Owner: { } owner } => [OfOwner(owner)],
        { Stage: not (CaseStage.Unspecified or CaseStage.Closed) } => [Live],
        { Type: not CaseType.Unspecified } => [OfType(filter.Type)],
        _ => [All],
    };
}
