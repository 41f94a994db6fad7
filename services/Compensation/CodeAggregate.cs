using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Compensations;

/// <summary>A code of another system in the store. Its id follows from the code, so that it is kept once; its version decides who has it.</summary>
public sealed class CodeAggregate : AggregateType<ImportedCode, CodeEvent>
{
    public const string Settling = "settle";
    public const string Offering = "offer";
    public const string Expiry = "expiry";
    public const string All = "all";

    public override string Kind => "coupon-code";

    public static string Id(string merchant, string hash) => Ids.Derived("code", $"{merchant}/{hash}");

    public static string Of(CodeStatus status) => $"status:{status}";

    /// <summary>Free codes of this value, the first to expire first.</summary>
    public static string Free(Money value) => $"free:{value}";

    public override ImportedCode Evolve(ImportedCode? state, CodeEvent happened) => CodeDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, ImportedCode state)
    {
        var key = state.ExpiresAt.ToUnixTimeTicks().ToString("D19");
        yield return new(All, key, id, id);
        yield return new(Of(state.Status), key, id, id);
        if (state.Status == CodeStatus.Free)
            yield return new(Free(state.Value), key, id, id);
    }

    public override IEnumerable<Due> Work(string id, ImportedCode state) => state.Status switch
    {
        CodeStatus.Free when state.Returned => [new(Offering, state.ImportedAt), new(Expiry, state.ExpiresAt)],
        CodeStatus.Free => [new(Expiry, state.ExpiresAt)],
        CodeStatus.Taken => [new(Settling, state.ImportedAt)],
        _ => [],
    };
}
