using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>Whether a return can be requested (R-RET-1). What a plan asks for was decided with the offer: only its lines are checked.</summary>
internal static class Eligibility
{
    private const string Rule = "R-RET-1";

    public static Refusal? Refuse(RequestReturn request, Terms terms) =>
        Lines(request) ?? (request.ByPlan ? null : Delivery(request) ?? Goods(request, terms) ?? Evidence(request, terms.Policy));

    private static Refusal? Lines(RequestReturn request)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < request.Lines.Length; i++)
        {
            var asked = request.Lines[i];
            if (!seen.Add(asked.LineId))
                return ReturnReasons.Invalid($"lines[{i}].line_id", "each line once");
            if (request.Order.Lines.FirstOrDefault(l => l.LineId == asked.LineId) is not { } bought)
                return ReturnReasons.UnknownLine(asked.LineId);
            if (asked.Quantity > bought.Quantity)
                return ReturnReasons.TooMany(asked.LineId, bought.Quantity).Rule("R-RET-2");
        }

        return null;
    }

    // Goods refused at the door were sent and not signed for; all others were signed for.
    private static Refusal? Delivery(RequestReturn request) => (request.Reason, request.Order) switch
    {
        (ReturnReason.RefusedDelivery, { SignedAt: { } signed }) => WindowClosed(signed),
        (ReturnReason.RefusedDelivery, { DispatchedAt: not null }) => null,
        (_, { SignedAt: null }) => new Refusal(ReturnReasons.OrderNotSigned, "the goods were not signed for yet").Rule(Rule),
        _ => null,
    };

    private static Refusal? Goods(RequestReturn request, Terms terms)
    {
        foreach (var asked in request.Lines)
        {
            var line = request.Order.Lines.First(l => l.LineId == asked.LineId);
            if (request.Reason == ReturnReason.NoReason && terms.Policy.NoReasonExcludedCategories.Contains(line.Category))
            {
                return new Refusal(ReturnReasons.CategoryExcluded, "goods of this category cannot be returned without a reason")
                    .Rule(Rule).With("line_id", asked.LineId);
            }

            if (request.Order.SignedAt is { } signed && WindowEnd(request.Reason, line.Category, signed, terms) is { } end && terms.Now >= end)
                return WindowClosed(end);
        }

        return null;
    }

    private static Instant? WindowEnd(ReturnReason reason, Category category, Instant signed, Terms terms)
    {
        if (!terms.Policy.WindowDays.TryGetValue(reason, out var days))
            return null;
        var end = terms.Calendar.EndOfDay(signed, days);
        return terms.Policy.PerishableCategories.Contains(category)
            ? Instant.Min(end, signed + Duration.FromHours(terms.Policy.PerishableHours))
            : end;
    }

    private static Refusal? Evidence(RequestReturn request, ReturnPolicy policy) =>
        request.EvidenceIds.IsEmpty && policy.EvidenceReasons.Contains(request.Reason)
            ? new Refusal(ReturnReasons.EvidenceRequired, "at least one photo is needed").Rule("R-RET-4")
            : null;

    private static Refusal WindowClosed(Instant until) =>
        new Refusal(ReturnReasons.WindowClosed, "the window of this reason is over").Rule(Rule).With("until", until.ToString());
}
