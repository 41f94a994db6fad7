using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Advice = Aftersales.Complaints.Domain.Decisions.Advice;
using Suggestion = Aftersales.Complaints.Domain.Decisions.Suggestion;
using Tier = Aftersales.Complaints.Domain.Tier;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints.Queries;

/// <summary>What the rules say to do in a case now, with compensations as Compensation quotes them for the caller.</summary>
public sealed class GetAdvice(CaseDesk desk, OrderBook orders, CompensationsPort compensations, Vault vault)
{
    public async Task<GetAdviceResponse> Handle(GetAdviceRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        var order = found.State.Order is { } no ? await orders.Find(call, no) : null;
        var advice = Decide.On(new(found.State, order, desk.Policy(call).Decisions, call.Now));
        var quote = advice.Suggestions.Any(s => s.Grant is not null) ? await compensations.Quote(found.State, GoodwillPart.Unspecified, [], call) : new();
        var told = advice.ToContract(found);
        told.MoreFrom = quote.MoreFrom;
        told.Suggestions.Add(advice.Suggestions.Select(suggestion => Priced(suggestion, quote, call)).OfType<Wire.Suggestion>().Distinct());
        return new() { Advice = told };
    }

    // What cannot be granted is not suggested; goods and money that are due anyway are.
    private Wire.Suggestion? Priced(Suggestion suggestion, QuoteRemediesResponse quote, Call call)
    {
        var option = suggestion.Grant is { } kind ? Option(kind, suggestion.Tier, quote) : null;
        if (option is null && (suggestion.Remedies.IsEmpty || suggestion is { Grant: not null, Tier: > Tier.L1 }))
            return null;
        var told = new Wire.Suggestion
        {
            Remedies = { suggestion.Remedies.Select(remedy => remedy.ToContract(vault)) },
            Tier = (Contracts.Tier)suggestion.Tier,
            WithinAuthority = option?.WithinAuthority ?? call.Caller.Tier >= (Contracts.Tier)suggestion.Tier,
            Mandated = option?.Mandated ?? false,
            Reason = suggestion.Why.ToContract(),
        };
        if (option is not null)
            told.Remedies.Add(new Wire.Remedy { Compensation = option.Remedy });
        return told;
    }

    /// <summary>The most that the tier, or the rule that owes it, grants of a kind.</summary>
    private static RemedyOption? Option(GrantKind kind, Tier tier, QuoteRemediesResponse quote) => quote.Options
        .Where(option => option.Remedy.Kind == (RemedyKind)kind && option.Grantable is { MinorUnits: > 0 })
        .Where(option => option.Mandated || kind.IsRestitution || option.Tier == (Contracts.Tier)tier)
        .MaxBy(option => option.Remedy.Amount.MinorUnits);
}
