using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Features;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using NodaTime;
using Authority = Aftersales.Compensations.Domain.Authority;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Queries;

/// <summary>What a draft would answer, beside today's policy: for cases that are given, and for what was granted lately. Nothing is written.</summary>
public sealed class SimulatePolicy(
    PolicyBook book, ReadPolicies policies, Situations situations, Orders orders, Aggregates<Grant, GrantEvent> grants, BusinessCalendar calendar)
{
    public async Task<SimulatePolicyResponse> Handle(SimulatePolicyRequest request, Call call)
    {
        var (today, draft) = (await book.InForce(call), await Draft(request, call));
        var reply = new SimulatePolicyResponse();
        foreach (var given in request.Cases)
            reply.Cases.Add(Answer(given, await Given(given, call, today), draft, call));
        if (request.RecentGrants == 0)
            return reply;
        foreach (var row in (await grants.List(call, GrantLists.All, request.RecentGrants, "", descending: true)).Rows)
            if (!row.State.Kind.IsRestitution && await orders.Known(call, row.State.OrderId) is { } order)
                reply.Grants.Add(Again(row, new(order, Standing.Nothing, today, calendar, row.State.GrantedAt), draft));
        return reply;
    }

    private async Task<RuleBook> Draft(SimulatePolicyRequest request, Call call)
    {
        if (request.PolicyId.Length == 0 == (request.Document.Length == 0))
            throw new RefusedException(PlatformReasons.Invalid("document", "is needed, or else the id of a policy"));
        var document = request.Document.Length > 0 ? request.Document : (await policies.Find(call, request.PolicyId)).Document;
        return new(DraftPolicy.Read(document, call));
    }

    private async Task<Situation> Given(SimulatedCase given, Call call, RuleBook today)
    {
        if (given.OrderId.Length > 0)
            return (await situations.Of(call, given.OrderId, (Cause)given.Cause)) with { Authorities = ImmutableDictionary<string, Authority>.Empty };
        return given.Order is { } order
            ? new(order.ToFacts(), Standing.Nothing, today, calendar, call.Now)
            : throw new RefusedException(PlatformReasons.Invalid("cases.order_id", "is needed, or else the facts of an order"));
    }

    private static SimulatedAnswer Answer(SimulatedCase given, Situation situation, RuleBook draft, Call call)
    {
        var question = new Question(given.OrderId, (Cause)given.Cause, (Part)given.Part, given.Lines.ToPieces(situation.Order));
        var by = new Decider(call.Person, given.Tier.ToTier());
        var today = Quoter.Of(question, by, situation);
        var then = Quoter.Of(question, by, situation with { Book = draft });
        return new()
        {
            Today = { today.ToOptions() },
            Draft = { then.ToOptions() },
            Differs = Simulation.Differ(today, then),
            TodayExplanation = today.ToExplanation(situation),
            DraftExplanation = then.ToExplanation(situation),
        };
    }

    private static SimulatedGrant Again(PageRow<Grant> row, Situation situation, RuleBook draft)
    {
        var today = Simulation.Most(row.State, situation);
        var then = Simulation.Most(row.State, situation with { Book = draft });
        return new()
        {
            GrantId = row.Aggregate,
            Demanded = row.State.Demanded.ToContract(),
            Today = today.IsOpen ? null : today.Most.ToContract(),
            Draft = then.IsOpen ? null : then.Most.ToContract(),
            Passes = then.IsOpen || row.State.Demanded <= then.Most,
        };
    }
}
