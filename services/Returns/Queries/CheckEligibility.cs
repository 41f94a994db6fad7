using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Features;

namespace Aftersales.Returns.Queries;

/// <summary>Whether goods could be returned, by every rule, and what it would cost.</summary>
public sealed class CheckEligibility(ReturnDesk desk, Wishes wishes, IStore store)
{
    public async Task<CheckEligibilityResponse> Handle(CheckEligibilityRequest request, Call call)
    {
        var wish = await wishes.Of(request, call);
        var terms = desk.Terms(call);
        var held = await store.Counters(call.Merchant, [.. wish.Lines.Select(l => Counter(wish, l.LineId))], call.Cancel);
        var asked = Eligibility.Ask(wish, request.EvidenceCount, line => (int)held.GetValueOrDefault(Counter(wish, line)), terms).ToList();
        var quote = Quote.Of(wish, terms.Policy);
        return new()
        {
            Eligible = asked.TrueForAll(line => IsEligible(line.Answers)),
            Lines = { asked.Zip(quote.Lines, (line, quoted) => Line(line.Claim, line.Answers, quoted, terms)) },
            PolicyVersion = terms.Policy.Version,
            Freight = quote.Freight?.ToContract(),
            ReturnFee = quote.Fee.IsZero ? null : quote.Fee.ToContract(),
            Deduction = quote.Deduction.ToContract(),
            ReviewDueTime = terms.EndOfDay(0).ToContract(),
            CollectDueTime = quote.Freight is null ? null : terms.EndOfDay(wish.CustomerShips ? terms.Policy.ShipDays : terms.Policy.PickupDays).ToContract(),
        };
    }

    private static string Counter(Wish wish, string lineId) => ReturnAggregate.UnitsOf(wish.Order.OrderId, lineId);

    private static bool IsEligible(ImmutableArray<(Rule Rule, Refusal? Refusal)> answers) => answers.All(a => a.Refusal is null);

    private static LineEligibility Line(Domain.Claim claim, ImmutableArray<(Rule Rule, Refusal? Refusal)> answers, Domain.ReturnLine quoted, Terms terms) => new()
    {
        LineId = claim.Line.LineId,
        Quantity = claim.Quantity,
        Eligible = IsEligible(answers),
        Rules = { answers.Select(a => Answer(a.Rule, a.Refusal, terms.Policy)) },
        ReasonCode = claim.Reason.Code,
        Collection = (Contracts.Returns.Collection)quoted.Collection,
        Fault = (Contracts.Returns.Fault)claim.Reason.Fault,
        WindowEndTime = claim.WindowEnd(terms)?.ToContract(),
        PartInstead = claim.Reason.PartInstead,
    };

    private static EligibilityAnswer Answer(Rule rule, Refusal? refusal, ReturnPolicy policy) => new()
    {
        RuleId = rule.Id,
        Rule = rule.Handbook,
        Passed = refusal is null,
        Reason = refusal?.Reason.Name ?? "",
        Text = PolicyWords.Of(rule.Id, policy).ToContract(),
        OverridableBy = { policy.Overrides.GetValueOrDefault(rule.Id, []).Select(Enum.Parse<Role>) },
    };
}
