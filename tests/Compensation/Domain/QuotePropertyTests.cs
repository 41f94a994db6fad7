using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>What holds of every order, cause, tier and sequence of grants.</summary>
public sealed class QuotePropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static Arbitrary<Case> Cases => (
        from paid in Gen.OneOf(Gen.Choose(1, 10), Gen.Choose(1, 3_000_00), Gen.Elements(66_665, 199_999, 200_000, 200_001, 166_666))
        from hours in Gen.Choose(0, 120)
        from left in Gen.Elements<int?>(null, null, 0, 40)
        from cause in Gen.Elements(Enum.GetValues<Cause>())
        from part in Gen.Elements(Enum.GetValues<Part>())
        from apparel in Gen.Elements(false, false, true)
        from steps in Gen.Choose(0, int.MaxValue - 1).ListOf(6)
        select new Case(paid, hours, left, cause, part, apparel, [.. steps])).ToArbitrary();

    [Fact]
    public void What_is_quoted_is_granted_and_one_fen_more_is_not() => Check.One(Thorough, Prop.ForAll(Cases, given =>
    {
        var story = given.Story;
        foreach (var tier in Enum.GetValues<Tier>())
        {
            var quote = story.Quote(tier, given.Cause, given.Part, given.Pieces);
            foreach (var option in quote.Options.Where(option => option is { Amount: not null } && option.Tier == tier))
            {
                var demand = given.Ask(option.Kind, option.Amount!.Value);
                story.Decide(tier, demand).Permitted().Amount.ShouldBe(option.Grantable!.Value);
                story.Decide(tier, demand with { Amount = option.Amount.Value + Money.Cny(1) }).IsRefused.ShouldBeTrue();
            }

            // What is not quoted is not granted either.
            foreach (var kind in Enum.GetValues<Kind>().Where(kind => !kind.IsRestitution && !quote.Options.Any(o => o.Tier == tier && o.Kind == kind)))
                story.Decide(tier, given.Ask(kind, quote.Before + Money.Cny(1))).IsRefused.ShouldBeTrue();
        }
    }));

    [Fact]
    public void Nothing_is_quoted_above_the_caps() => Check.One(Thorough, Prop.ForAll(Cases, given =>
    {
        foreach (var option in given.Story.Quote(Tier.L1, given.Cause, given.Part, given.Pieces).Options.Where(o => o.Rule is not null && o.Amount is not null))
        {
            option.Amount!.Value.Minor.ShouldBeLessThanOrEqualTo(option.Rule!.Cap?.Minor ?? 500_00);
            option.Grantable!.Value.Minor.ShouldBeInRange(1, 500_00);
        }
    }));

    [Fact]
    public void Who_paid_more_is_never_offered_less() => Check.One(Thorough, Prop.ForAll(Cases, Gen.Choose(0, 1_000_00).ToArbitrary(), (given, more) =>
    {
        var less = Most(given with { Steps = [] });
        var then = Most(given with { Steps = [], Paid = given.Paid + more });
        foreach (var (key, amount) in less)
            then[key].ShouldBeGreaterThanOrEqualTo(amount);
    }));

    [Fact]
    public void R_COMP_5_whatever_the_order_of_requests_an_order_s_grants_stay_within_its_cap() => Check.One(Thorough, Prop.ForAll(Cases, given =>
    {
        var grants = given.Story.Standing.Grants.Values.Where(grant => !grant.Kind.IsRestitution).ToList();
        grants.Where(grant => grant.Basis.Tier != Tier.Platform).Sum(grant => grant.Amount.Minor).ShouldBeLessThanOrEqualTo(500_00);
        foreach (var cause in grants.GroupBy(grant => grant.Cause))
            cause.Sum(grant => grant.Amount.Minor).ShouldBe(cause.Max(grant => grant.Demanded.Minor));
    }));

    // What people up to a tier can grant: a higher one that can do no more is not quoted.
    private static Dictionary<(Kind, Tier), long> Most(Case given)
    {
        var options = given.Story.Quote(Tier.L1, given.Cause, given.Part, given.Pieces).Options;
        return (
            from kind in (Kind[])[Kind.Coupon, Kind.Cash, Kind.Gift]
            from tier in (Tier[])[Tier.L1, Tier.L2, Tier.Platform]
            let amounts = options.Where(option => option.Kind == kind && option.Tier <= tier).Select(option => option.Amount?.Minor ?? long.MaxValue)
            select (Key: (kind, tier), Most: amounts.DefaultIfEmpty().Max())).ToDictionary(pair => pair.Key, pair => pair.Most);
    }

    /// <param name="Steps">Seeds of grants that were tried before.</param>
    internal sealed record Case(int Paid, int Hours, int? DispatchedHours, Cause Cause, Part Part, bool Apparel, int[] Steps)
    {
        public Piece[] Pieces => Apparel || Part == Part.GlassUsable ? [new("1", 1)] : [];

        public Story Story => Steps.Index().Aggregate(Fresh, (story, step) => After(story, step.Index, step.Item));

        private Story Fresh
        {
            get
            {
                var story = Compensation.Tests.Domain.Story.Paid(Paid, Hours, DispatchedHours <= Hours ? DispatchedHours : null);
                return story with
                {
                    Facts = story.Facts with { Lines = [new("1", 1, Money.Cny(Paid))] },
                    Policy = Apparel ? Compensation.Tests.Domain.Story.Apparel(Paid).Policy : story.Policy,
                };
            }
        }

        public Demand Ask(Kind kind, Money amount) => Compensation.Tests.Domain.Story.Ask(Cause, kind, amount.Minor) with { Part = Part, Pieces = [.. Pieces] };

        private Story After(Story story, int number, int seed)
        {
            var tier = (Tier)(1 + (seed % 4));
            var cause = seed % 3 == 0 ? Cause : (Cause)(1 + (seed / 4 % 14));
            var kind = (Kind)(1 + (seed / 64 % 2));
            var fen = 1 + (seed / 128 % 600_00);
            return story.Decide(tier, cause, kind, fen).IsRefused ? story : story.With($"cmp_{number}", tier, cause, kind, fen);
        }
    }
}
