using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;
using Case = Aftersales.Complaints.Domain.Case;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>A case told for a decision: <c>Given(type).Paid().Heard(kind, verdict).Said(…).Advice</c>.</summary>
internal sealed record DecisionStory(Case Case, OrderFacts Order, DecisionPolicy Policy)
{
    public static DecisionStory Given(CaseType type, bool photo = false) => new(
        new Case(CaseId, type, Channel.App, Buyer.Id, Sample.Order, "problem", [Line("1", 2)], Sealed, Sample.Now)
        {
            Stage = CaseStage.Open,
            Evidence = photo ? [Photo] : [],
        },
        Facts with { Freight = Money.Cny(10_00) },
        Sample.Policy.Decisions);

    public Advice Advice => Decide.On(new(Case, Order, Policy, Sample.Now));

    public DecisionStory Paid() => this with { Order = Order with { PaidAt = Sample.Now - Duration.FromDays(10) } };

    public DecisionStory Left(int daysAgo = 3) => this with { Order = Order with { DispatchedAt = Sample.Now - Duration.FromDays(daysAgo) } };

    public DecisionStory Signed() => this with { Order = Order with { SignedAt = Sample.Now - Duration.FromDays(1) } };

    public DecisionStory About(params ImmutableArray<LineQuantity> lines) => this with { Case = Case with { Lines = lines } };

    public DecisionStory With(Func<OrderFacts, OrderFacts> facts) => this with { Order = facts(Order) };

    public DecisionStory But(Func<Case, Case> change) => this with { Case = change(Case) };

    public DecisionStory Heard(QuestionParty party, QuestionKind kind, QuestionVerdict verdict, bool silent = false, string? sku = null)
    {
        kind.Verdicts.ShouldContain(verdict);
        var question = new CaseQuestion($"qst_{Case.Questions.Length}", party, kind, Sample.Now, Automatic: true) { Verdict = verdict, Silent = silent, Sku = sku };
        return this with { Case = Case with { Questions = Case.Questions.Add(question) } };
    }

    /// <summary>The party is silent: what the policy says then.</summary>
    public DecisionStory Silent(QuestionParty party, QuestionKind kind) => Heard(party, kind, Sample.Policy.Questions.Find(party, kind)!.Silence, silent: true);

    public DecisionStory Said(Statements said) => this with { Case = Case with { Statements = Case.Statements.With(said) } };
}

internal static class AdviceChecks
{
    public static void ShouldAsk(this Advice advice, params (QuestionParty, QuestionKind)[] asked) =>
        advice.Questions.Select(asking => (asking.Party, asking.Kind)).ShouldBe(asked);

    public static void ShouldNeed(this Advice advice, params CustomerFact[] facts) => advice.Needs.Select(need => need.Fact).ShouldBe(facts);

    /// <summary>What is offered, as <c>L1 refund+coupon</c>.</summary>
    public static void ShouldOffer(this Advice advice, params string[] offers) => advice.Suggestions.Select(Text).ShouldBe(offers);

    private static string Text(Suggestion suggestion)
    {
        var parts = suggestion.Remedies.Select(remedy => remedy.GetType().Name[..^"Remedy".Length]).ToList();
        if (suggestion.Grant is { } grant)
            parts.Add(grant.ToString());
        return $"{suggestion.Tier} {string.Join('+', parts).ToLowerInvariant()}";
    }
}
