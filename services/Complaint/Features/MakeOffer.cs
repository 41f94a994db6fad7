using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using Case = Aftersales.Complaints.Domain.Case;
using CompensationRemedy = Aftersales.Complaints.Domain.CompensationRemedy;

namespace Aftersales.Complaints.Features;

/// <summary>
/// Offers remedies that the agent may offer (R-ESC-2, R-COMP-3). From a plan that is stuck, the offer leads another way: that plan is called off once
/// the offer is committed (<see cref="CallOffPlan"/>).
/// </summary>
public sealed class MakeOffer(CaseDesk desk, OrderBook orders, CompensationsPort compensations, PlanDesk plans, Vault vault, IStore store)
{
    public async Task<MakeOfferResponse> Handle(MakeOfferRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        var command = new CaseCommand.MakeOffer(
            call.Actor(),
            Ids.New("offer", call.Now),
            request.Remedies.ToDomain(vault),
            request.ValidUntil?.ToInstant(),
            request.ResponsibleParty == Contracts.ResponsibleParty.Unspecified ? null : (ResponsibleParty)request.ResponsibleParty,
            found.State.Order is { } order ? await orders.Find(call, order) : null);
        if (!await WasAnswered(request.CaseId, call))
            await Prepare(found, command, request, call);
        return await desk.Change(request.CaseId, call, command, state => new MakeOfferResponse { Case = state, OfferId = command.Offer });
    }

    // What the case refuses is refused before anybody else is asked.
    private async Task Prepare(Versioned<Case> found, CaseCommand.MakeOffer command, MakeOfferRequest request, Call call)
    {
        if (call.ExpectedVersion > 0 && call.ExpectedVersion != found.Version)
            throw new RefusedException(new Refusal(PlatformReasons.VersionChanged, "changed since the caller read it").With("current", $"{found.Version}"));
        if (desk.Decide(call, found.State, command).Refusal is { } refusal)
            throw new RefusedException(refusal);
        var stuck = await plans.Stuck(found.State, call);
        string[] insteadOf = [.. (stuck?.GrantedInVain() ?? []).Select(step => step.Target!)];
        foreach (var (offered, asked) in command.Remedies.Zip(request.Remedies))
            if (offered is CompensationRemedy compensation)
                await compensations.CheckAuthority(found.State, compensation, asked.Compensation.ConditionalOnReview, insteadOf, call);
    }

    // A repeated request gets its reply, whatever became of the case since.
    private async Task<bool> WasAnswered(string id, Call call) =>
        (await store.Load(call.Merchant, "case", id, new(call.Person, call.Method, call.RequestId!), call.Cancel)).Answered is not null;
}
