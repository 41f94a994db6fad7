using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Peers;
using Case = Aftersales.Complaints.Domain.Case;
using CaseType = Aftersales.Complaints.Domain.CaseType;
using CompensationRemedy = Aftersales.Complaints.Domain.CompensationRemedy;
using GoodwillPart = Aftersales.Complaints.Domain.GoodwillPart;
using Part = Aftersales.Contracts.Compensations.GoodwillPart;
using Party = Aftersales.Contracts.ResponsibleParty;
using Plan = Aftersales.Complaints.Domain.Plan;

namespace Aftersales.Complaints.Ports;

/// <summary>What cases and plans ask of Compensation.</summary>
public sealed class CompensationsPort(Peer<CompensationService.CompensationServiceClient> compensations, Vault vault)
{
    /// <summary>What may be offered for a case, as the caller sees it.</summary>
    /// <param name="pieces">The pieces concerned; empty for the case's own.</param>
    public async Task<QuoteRemediesResponse> Quote(Case about, GoodwillPart part, ImmutableArray<LineQuantity> pieces, Call call)
    {
        var lines = pieces.IsEmpty ? about.Lines : pieces;
        var request = new QuoteCompensationRequest { OrderId = about.Order, Cause = Cause(about.Type, part), Part = (Part)part, Lines = { lines.ToContract() } };
        var answer = await compensations.Ask(call, (client, options) => client.QuoteCompensationAsync(request, options));
        return new() { Options = { answer.Options.Select(Option) }, MoreFrom = answer.MoreFrom };

        RemedyOption Option(CompensationOption quoted) => new()
        {
            Remedy = new()
            {
                Kind = (RemedyKind)quoted.Kind,
                Amount = quoted.Amount,
                Part = ((GrantKind)quoted.Kind).IsRestitution ? Part.Unspecified : (Part)part,
                Lines = { pieces.ToContract() },
            },
            Tier = quoted.Tier,
            WithinAuthority = quoted.WithinAuthority,
            Mandated = quoted.Mandated,
            Grantable = quoted.Grantable,
            RuleId = quoted.RuleId,
            ReasonZh = quoted.ReasonZh,
            ReasonEn = quoted.ReasonEn,
        };
    }

    /// <summary>R-ESC-1: whether somebody of a case's tier could grant as much as the customer demands, as coupon.</summary>
    public async Task<bool> CanGrant(Case about, Money demanded, Call call)
    {
        var request = new CheckAuthorityRequest
        {
            OrderId = about.Order,
            Cause = Cause(about.Type, GoodwillPart.Unspecified),
            Kind = CompensationKind.Coupon,
            Amount = demanded.ToContract(),
            Lines = { about.Lines.ToContract() },
        };
        var agent = new Person(about.Owner ?? Person.Suite.Id, about.Tier, [about.Tier == Domain.Tier.L1 ? "AgentL1" : "AgentL2"]);
        try
        {
            await compensations.Ask(agent.ToCaller(call.Merchant), (client, options) => client.CheckAuthorityAsync(request, options), call.Cancel);
            return true;
        }
        catch (RefusedException above) when (above.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            return false;
        }
    }

    /// <summary>R-COMP-3, R-COMP-7: whether the caller may offer this, in these words.</summary>
    /// <param name="insteadOf">Grants that are revoked before anything of the offer is granted.</param>
    /// <exception cref="RefusedException">They may not; Compensation's own refusal.</exception>
    public Task CheckAuthority(Case about, CompensationRemedy offered, bool conditionalOnReview, IEnumerable<string> insteadOf, Call call)
    {
        var request = new CheckAuthorityRequest
        {
            OrderId = about.Order,
            Cause = Cause(about.Type, offered.Part),
            Kind = (CompensationKind)offered.Grant,
            Amount = offered.Amount.ToContract(),
            ConditionalOnReview = conditionalOnReview,
            Lines = { (offered.About.IsEmpty ? about.Lines : offered.About).ToContract() },
            Part = (Part)offered.Part,
            Text = vault.Words(offered.Note),
            InsteadOfGrantIds = { insteadOf },
        };
        return compensations.Ask(call, (client, options) => client.CheckAuthorityAsync(request, options));
    }

    /// <summary>Grants the compensation of a step, once.</summary>
    public async Task<PlanCommand> Grant(Plan plan, Step step, Compensate task, Call call)
    {
        var request = new GrantCompensationRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            OrderId = plan.Order,
            Cause = Cause(plan.About, task.Part),
            Kind = (CompensationKind)task.Grant,
            Amount = task.Amount.ToContract(),
            StartedBy = step.Cause(),
            CaseId = plan.Case,
            Lines = { task.About.ToContract() },
            AttributedTo = (Party)plan.Party,
            Part = (Part)task.Part,
            GiftSku = task.Gift ?? "",
        };
        var answer = await compensations.Ask(
            StepCaller.Of(plan, step, call), (client, options) => client.GrantCompensationAsync(request, options), call.Cancel);
        return new PlanCommand.Answer(step.Asked, answer.Grant.GrantId, true, answer.Grant.Amount is { } granted ? granted.ToDomain() : null)
        {
            Differences = [.. answer.Grant.Restitution.Select(line => new LineAmount(line.LineId, line.Amount.ToDomain()))],
        };
    }

    /// <summary>Takes back what a step had granted in vain. The suite itself asks: money that was not paid out is its to take back (R-COMP-8).</summary>
    public Task Revoke(Step granted, Call call)
    {
        var request = new RevokeGrantRequest
        {
            RequestId = StepRequest.Id($"{granted.Asked}/revoke"),
            GrantId = granted.Target,
            Reason = "the plan that it belongs to was called off before it reached the customer",
        };
        return compensations.Ask(call, (client, options) => client.RevokeGrantAsync(request, options));
    }

    private static CompensationCause Cause(CaseType about, GoodwillPart part) => part == GoodwillPart.Unspecified ? Cause(about) : CompensationCause.Goodwill;

    private static CompensationCause Cause(CaseType about) => about switch
    {
        CaseType.ShortPick => CompensationCause.ShortPick,
        CaseType.Oversold => CompensationCause.Oversold,
        CaseType.LateDispatch => CompensationCause.LateDispatch,
        CaseType.NotDelivered => CompensationCause.LateDelivery,
        CaseType.AbnormalSignoff => CompensationCause.AbnormalSignoff,
        CaseType.MissingItem => CompensationCause.MissingItem,
        CaseType.Damaged => CompensationCause.Damaged,
        CaseType.WrongItem => CompensationCause.WrongItem,
        CaseType.Quality => CompensationCause.Quality,
        CaseType.PromiseBreach => CompensationCause.PromiseBreach,
        CaseType.Conduct => CompensationCause.Conduct,
        CaseType.Price => CompensationCause.Price,
        _ => CompensationCause.Goodwill,
    };
}
