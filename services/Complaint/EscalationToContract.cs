using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Google.Protobuf;
using Contract = Aftersales.Contracts;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>The upper end of the ladder in the contract's messages. What the shop thinks of a demand is for its own people.</summary>
public static class EscalationToContractMapping
{
    public static Wire.Escalation? ToContract(this Escalation escalation, Vault vault, Call call)
    {
        if (escalation is { Demands.IsEmpty: true, Submissions.IsEmpty: true, Mediation: null })
            return null;
        var staff = !call.Caller.IsCustomer;
        return new()
        {
            Demands = { escalation.Demands.Select(demand => demand.ToContract(vault)) },
            Submissions = { escalation.Submissions.Select(submission => submission.ToContract(vault, staff)) },
            Mediation = escalation.Mediation?.ToContract(vault, staff),
        };
    }

    /// <summary>What others are told of it.</summary>
    public static IEnumerable<IMessage> ToMessages(this EscalationEvent happened, Case after, Wire.CaseSnapshot told) => happened switch
    {
        SubmittedToPlatform e => [new Wire.CaseSubmitted { Case = told, Number = e.Submission.Number }],
        PlatformWasSilent e => [new Wire.PlatformOverdue { Case = told, Number = e.Number, Overdue = after.Escalation.Submissions[e.Number - 1].Overdue }],
        PlatformDecided e => [new Wire.PlatformDecided { Case = told, Number = e.Number, Accepted = e.Decision.IsAccepted }],
        MediationEnded e => [new Wire.MediationEnded { Case = told, CarriedOut = e.Mediation.Stage == MediationStage.CarriedOut }],
        _ => [],
    };

    private static Wire.Demand ToContract(this Demand demand, Vault vault) => new()
    {
        RaisedBy = demand.By,
        RaisedTime = demand.At.ToContract(),
        Tier = (Contract.Tier)demand.Tier,
        Amount = demand.Amount?.ToContract(),
        Wish = vault.Words(demand.Wish),
    };

    private static Wire.Submission ToContract(this Submission submission, Vault vault, bool staff) => new()
    {
        SubmissionId = submission.Id,
        Number = submission.Number,
        State = (Wire.SubmissionState)submission.Stage,
        Amount = submission.Amount?.ToContract(),
        Demand = vault.Words(submission.Demand),
        Position = staff ? vault.Words(submission.Position) : "",
        EvidenceIds = { submission.Evidence },
        SubmittedBy = staff ? submission.By : "",
        SubmittedTime = submission.At.ToContract(),
        DueTime = submission.IsDecided ? null : submission.Due.ToContract(),
        Overdue = submission.Overdue,
        Decision = submission.Decision?.ToContract(vault),
    };

    private static Wire.PlatformDecision ToContract(this PlatformDecision decision, Vault vault) => new()
    {
        Accepted = decision.IsAccepted,
        Remedy = (Wire.PlatformRemedy)decision.Remedy,
        Amount = decision.Amount?.ToContract(),
        Reason = vault.Words(decision.Reason),
        DecidedBy = decision.By,
        DecidedTime = decision.At.ToContract(),
    };

    private static Wire.Mediation ToContract(this Mediation mediation, Vault vault, bool staff) => new()
    {
        Mediator = mediation.Mediator,
        State = (Wire.MediationState)mediation.Stage,
        ReferredBy = staff ? mediation.By : "",
        ReferredTime = mediation.At.ToContract(),
        ShopPosition = staff ? vault.Words(mediation.ShopPosition) : "",
        CustomerPosition = vault.Words(mediation.CustomerPosition),
        DueTime = mediation.IsOver ? null : mediation.Due.ToContract(),
        Verdict = (Wire.MediationVerdict)mediation.Verdict,
        Amount = mediation.Amount?.ToContract(),
        Text = vault.Words(mediation.Text),
    };
}
