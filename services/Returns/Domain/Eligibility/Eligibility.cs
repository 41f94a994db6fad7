using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>What the chain of rules says: to a question in full, to a request the first refusal that nobody set aside.</summary>
public static class Eligibility
{
    /// <summary>Lines that are named twice, or that the order does not have.</summary>
    public static Refusal? Malformed(Wish wish)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < wish.Lines.Length; i++)
        {
            if (!seen.Add(wish.Lines[i].LineId))
                return ReturnReasons.Invalid($"lines[{i}].line_id", "each line once");
            if (wish.Order.Line(wish.Lines[i].LineId) is null)
                return ReturnReasons.UnknownLine(wish.Lines[i].LineId);
        }

        return wish.LineReasons.Keys.FirstOrDefault(id => !seen.Contains(id)) is { } strange ? ReturnReasons.UnknownLine(strange) : null;
    }

    /// <summary>Each line with each rule and its answer, passed (null) or not.</summary>
    /// <param name="held">Pieces of a line that other returns have.</param>
    public static IEnumerable<(Claim Claim, ImmutableArray<(Rule Rule, Refusal? Refusal)> Answers)> Ask(Wish wish, int photos, Func<string, int> held, Terms terms)
    {
        foreach (var asked in wish.Lines)
        {
            var claim = new Claim(wish.Order, wish.Order.Line(asked.LineId)!, asked.Quantity, wish.ReasonOf(asked.LineId), wish.Goods, photos, held(asked.LineId));
            yield return (claim, [.. Rules.All.Select(rule => (rule, rule.Of(claim, terms)))]);
        }
    }

    /// <summary>Whether a return can be requested, and which rules were set aside for it.</summary>
    public static (Refusal? Refusal, ImmutableArray<Override> Overrides) Decide(RequestReturn request, Terms terms)
    {
        if (Malformed(request.Wish) is { } malformed)
            return (malformed, []);
        var overrides = ImmutableArray.CreateBuilder<Override>();
        foreach (var (claim, answers) in Ask(request.Wish, request.EvidenceIds.Length, _ => 0, terms))
        {
            foreach (var (rule, refusal) in answers.Where(a => a.Refusal is not null))
            {
                // What a plan asks for was decided with the offer: that stands in the record like any other override.
                var wish = request.ByPlan && RuleIds.Overridable.Contains(rule.Id)
                    ? new OverrideWish(rule.Id, "decided with the offer")
                    : request.Overrides.FirstOrDefault(o => o.RuleId == rule.Id);
                if (wish is null)
                    return (refusal, []);
                if (!request.ByPlan && Denied(rule.Id, request.By, terms) is { } denied)
                    return (denied, []);
                overrides.Add(new(rule.Id, claim.Line.LineId, request.By.Person, wish.Why, terms.Now));
            }
        }

        return (null, overrides.ToImmutable());
    }

    /// <summary>Why this caller cannot set the rule aside; null when they can.</summary>
    public static Refusal? Denied(string ruleId, Authority by, Terms terms)
    {
        var allowed = terms.Policy.Overrides.GetValueOrDefault(ruleId, []);
        return by.MayAny(allowed)
            ? null
            : new Refusal(ReturnReasons.OverrideDenied, "the rule stands for this caller").With("rule_id", ruleId).With("allowed", string.Join(',', allowed));
    }
}
