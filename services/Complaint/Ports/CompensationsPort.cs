using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Peers;
using CompensationRemedy = Aftersales.Contracts.Complaints.CompensationRemedy;
using Party = Aftersales.Contracts.ResponsibleParty;
using RemedyKind = Aftersales.Contracts.Complaints.RemedyKind;

namespace Aftersales.Complaints.Ports;

/// <summary>What cases and plans ask of Compensation.</summary>
public sealed class CompensationsPort(Peer<CompensationService.CompensationServiceClient> compensations)
{
    /// <summary>R-COMP-3, R-COMP-7: whether the caller may offer this, in these words.</summary>
    /// <exception cref="RefusedException">They may not; Compensation's own refusal.</exception>
    public Task CheckAuthority(Case about, CompensationRemedy offered, Call call)
    {
        var request = new CheckAuthorityRequest
        {
            OrderId = about.Order,
            Cause = Cause(about.Type),
            Kind = Kind(offered.Kind == RemedyKind.Cash),
            Amount = offered.Amount,
            ConditionalOnReview = offered.ConditionalOnReview,
            Lines = { about.Lines.ToContract() },
            Text = offered.Note,
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
            Lines = { task.About.ToContract() },
            AttributedTo = (Party)plan.Party,
        };
        var answer = await compensations.Ask(
            StepCaller.Of(plan, step, call), (client, options) => client.GrantCompensationAsync(request, options), call.Cancel);
        return new PlanCommand.Answer(step.Asked, answer.Grant.GrantId, true, answer.Grant.Amount is { } granted ? Kernel.Money.Cny(granted.MinorUnits) : null);
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
        CaseType.Price => CompensationCause.Price,
        _ => CompensationCause.Goodwill,
    };
}
