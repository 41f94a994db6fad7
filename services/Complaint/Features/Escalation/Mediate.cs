using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using MediationVerdict = Aftersales.Complaints.Domain.MediationVerdict;

namespace Aftersales.Complaints.Features;

/// <summary>R-ESC-4: a mediation, from the referral to what came of it.</summary>
public sealed class Mediate(CaseDesk desk, Vault vault)
{
    public Task<ReferToMediationResponse> Handle(ReferToMediationRequest request, Call call) => desk.Change(
        request.CaseId,
        call,
        new EscalationCommand.Refer(call.Actor(), request.Mediator, vault.SealOrEmpty(request.Position)),
        after => new ReferToMediationResponse { Case = after });

    public Task<StatePositionResponse> Handle(StatePositionRequest request, Call call) => desk.Change(
        request.CaseId,
        call,
        new EscalationCommand.StatePosition(call.Actor(), request.OfCustomer, vault.Seal(request.Position)),
        after => new StatePositionResponse { Case = after });

    public Task<RecordVerdictResponse> Handle(RecordVerdictRequest request, Call call) => desk.Change(
        request.CaseId,
        call,
        new EscalationCommand.Judge((MediationVerdict)request.Verdict, request.Amount.ToDemand("amount"), vault.Seal(request.Text)),
        after => new RecordVerdictResponse { Case = after });

    public Task<RecordMediationOutcomeResponse> Handle(RecordMediationOutcomeRequest request, Call call) => desk.Change(
        request.CaseId,
        call,
        new EscalationCommand.SettleMediation(request.CarriedOut, vault.Seal(request.Note)),
        after => new RecordMediationOutcomeResponse { Case = after });
}
