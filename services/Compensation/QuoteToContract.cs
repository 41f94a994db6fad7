using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Grpc;

namespace Aftersales.Compensations;

/// <summary>Quotes as the contract tells them, with everything that went into them.</summary>
internal static class QuoteToContract
{
    private static readonly (Unmet Condition, string Name)[] Names =
    [
        (Unmet.Cause, "causes"),
        (Unmet.Validity, "validity"),
        (Unmet.Shop, "when.shops"),
        (Unmet.Part, "when.parts"),
        (Unmet.Paid, "when.paid"),
        (Unmet.DispatchOverdue, "when.dispatchOverdue"),
        (Unmet.NeverShipped, "when.neverShipped"),
        (Unmet.CouponDeclined, "when.couponDeclined"),
        (Unmet.Item, "of"),
    ];

    public static IEnumerable<CompensationOption> ToOptions(this Quote quote) => quote.Options.Select(option => new CompensationOption
    {
        Kind = (CompensationKind)option.Kind,
        Tier = option.Tier.ToTier(),
        Amount = option.Amount?.ToContract(),
        Grantable = option.Grantable?.ToContract(),
        WithinAuthority = option.IsOwn,
        Mandated = option.Mandated,
        RuleId = option.Rule?.Id ?? "",
        ReasonZh = option.Reason.Zh,
        ReasonEn = option.Reason.En,
    });

    public static Explanation ToExplanation(this Quote quote, Situation situation) => new()
    {
        PolicyVersion = quote.PolicyVersion,
        PaidAmount = situation.Order.PaidAmount.ToContract(),
        GrantedBefore = quote.Before.ToContract(),
        OrderCapLeft = quote.OrderLeft.ToContract(),
        Rules = { quote.Verdicts.Select(ToVerdict) },
    };

    private static RuleVerdict ToVerdict(Verdict verdict)
    {
        var told = new RuleVerdict { RuleId = verdict.Rule.Id, Matched = verdict.Matches };
        if (verdict.Allowance is { } allowance)
            told.Arithmetic = ToArithmetic(verdict.Rule, allowance);
        else
            foreach (var (condition, name) in Names)
                if ((verdict.Unmet & condition) != 0)
                    told.Unmet.Add(name);
        return told;
    }

    private static Arithmetic ToArithmetic(Rule rule, Allowance allowance) => new()
    {
        Base = allowance.Base.ToContract(),
        RateBasisPoints = rule.Rate?.BasisPoints ?? 0,
        Unrounded = rule.Rate is { } rate ? checked(allowance.Base.Minor * rate.BasisPoints) : 0,
        Rounded = allowance.Rounded?.ToContract(),
        Flat = rule.Flat?.ToContract(),
        Cap = rule.Cap?.ToContract(),
        Most = allowance.Most?.ToContract(),
    };
}
