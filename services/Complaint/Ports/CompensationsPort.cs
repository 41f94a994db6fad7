using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Peers;
using Money = Aftersales.Contracts.Money;
using Party = Aftersales.Contracts.ResponsibleParty;

namespace Aftersales.Complaints.Ports;

/// <summary>What cases and plans ask of Compensation.</summary>
public sealed class CompensationsPort(Peer<CompensationService.CompensationServiceClient> compensations)
{
    /// <summary>R-COMP-3: whether the caller may offer this.</summary>
    /// <exception cref="RefusedException">They may not; Compensation's own refusal.</exception>
    public Task CheckAuthority(string order, CaseType about, bool cash, Money amount, bool conditionalOnReview, Call call)
    {
        var request = new CheckAuthorityRequest
        {
            OrderId = order,
            Cause = Cause(about),
            Kind = Kind(cash),
            Amount = amount,
            ConditionalOnReview = conditionalOnReview,
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
            Cause = Cause(plan.About),
            Kind = Kind(task.Cash),
            Amount = task.Amount.ToContract(),
            StartedBy = step.Cause(),
            CaseId = plan.Case,
            AttributedTo = (Party)plan.Party,
        };
        var answer = await compensations.Ask(
            StepCaller.Of(plan, step, call), (client, options) => client.GrantCompensationAsync(request, options), call.Cancel);
        return new PlanCommand.Answer(step.Asked, answer.Grant.GrantId, true);
    }

    private static CompensationKind Kind(bool cash) => cash ? CompensationKind.Cash : CompensationKind.Coupon;

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
        _ => CompensationCause.Goodwill,
    };
}
