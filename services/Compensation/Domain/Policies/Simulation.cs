using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What a draft would answer, beside what today's policy does.</summary>
public static class Simulation
{
    /// <summary>Whether two quotes offer different things, to different people, or different amounts; the wording does not count.</summary>
    public static bool Differ(Quote today, Quote draft) => !today.Options.Select(Gist).SequenceEqual(draft.Options.Select(Gist));

    /// <summary>What a grant could have been, had it been the first for its cause.</summary>
    /// <returns>The most of its kind for its tier; <c>IsOpen</c> where that is as decided, zero where there is nothing.</returns>
    public static (bool IsOpen, Money Most) Most(Grant grant, Situation situation)
    {
        var quote = Quoter.Of(
            new(grant.OrderId, grant.Cause, grant.Part, grant.Pieces), new(grant.Basis.DecidedBy, grant.Basis.Tier), situation with { Standing = Standing.Nothing });
        var option = quote.Options.FirstOrDefault(option => option.Kind == grant.Kind && option.Tier == grant.Basis.Tier);
        return option is { Amount: null } ? (true, default) : (false, option?.Amount ?? Money.Zero(grant.Amount.Currency));
    }

    private static (Kind, Tier, Money?, bool) Gist(Option option) => (option.Kind, option.Tier, option.Amount, option.Mandated);
}
