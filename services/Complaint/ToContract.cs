using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Google.Protobuf.WellKnownTypes;
using Contract = Aftersales.Contracts;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>From states to the contract's resources. Enums have the contract's numbers.</summary>
public static class ToContractMapping
{
    /// <param name="call">Whose reply it is: what the shop risks is shown to staff alone.</param>
    public static Wire.Case ToContract(this Versioned<Case> found, Vault vault, Call call)
    {
        var state = found.State;
        var told = new Wire.Case
        {
            CaseId = state.Id,
            Version = found.Version,
            Type = (Wire.CaseType)state.Type,
            State = (Wire.CaseState)state.Stage,
            Outcome = (Wire.CaseOutcome)state.Outcome,
            Channel = (Wire.Channel)state.Channel,
            CustomerId = state.Customer,
            OrderId = state.Order ?? "",
            Lines = { state.Lines.ToContract() },
            Description = state.Shown(state.Description, vault, call),
            Evidence = { state.Evidence.Select(ToContract) },
            Severity = (Wire.Severity)state.Severity,
            ResponsibleParty = (Contract.ResponsibleParty)state.Party,
            OwnerId = state.Owner ?? "",
            Tier = (Contract.Tier)state.Tier,
            Repeats = state.Repeats,
            Offers = { state.Offers.Select(offer => offer.ToContract(vault)) },
            PlanId = state.Plan ?? "",
            Clock = state.Clock?.ToContract(state.Breaches),
            OpenedTime = state.Opened.ToContract(),
            ClosedTime = state.Closed?.ToContract(),
            Satisfaction = state.Satisfaction,
            ResolvedTime = state.Resolved?.ToContract(),
            Escalations = state.Escalations,
            Reopenings = state.Reopenings,
            Escalation = state.Escalation.ToContract(vault, call),
            SurveyId = state.Survey ?? "",
            AttachedToCaseId = state.Attachment?.To ?? "",
            AttachedCaseIds = { state.Attached },
            Statements = state.Statements.ToContract(),
        };
        told.AddClocks(state, vault, call);
        if (!call.Caller.IsCustomer)
        {
            told.Exposures.Add(state.ToExposures());
            told.ExposurePoints = state.Points();
            told.Intake = new()
            {
                By = (Wire.ClassifiedBy)state.Intake.By,
                Matched = state.Intake.Matched,
                PolicyVersion = state.Intake.Policy,
                Corrections = state.Intake.Corrections,
            };
            told.DisputedWith = (Contract.ResponsibleParty)state.DisputedWith;
        }

        return told;
    }

    public static Wire.CaseSnapshot ToSnapshot(this Case state, long version) => new()
    {
        CaseId = state.Id,
        Version = version,
        Type = (Wire.CaseType)state.Type,
        State = (Wire.CaseState)state.Stage,
        Outcome = (Wire.CaseOutcome)state.Outcome,
        CustomerId = state.Customer,
        OrderId = state.Order ?? "",
        Tier = (Contract.Tier)state.Tier,
        Severity = (Wire.Severity)state.Severity,
        DisputedWith = (Contract.ResponsibleParty)state.DisputedWith,
    };

    public static Wire.Evidence ToContract(this Evidence evidence) =>
        new() { EvidenceId = evidence.Id, MediaType = evidence.MediaType, Size = evidence.Size };

    public static Wire.Plan ToContract(this Versioned<Plan> found) => new()
    {
        PlanId = found.State.Id,
        Version = found.Version,
        CaseId = found.State.Case,
        OrderId = found.State.Order,
        State = found.State.Stage.ToContract(),
        Steps = { found.State.Steps.Select(ToContract) },
    };

    public static IEnumerable<Contract.LineQuantity> ToContract(this ImmutableArray<LineQuantity> lines) =>
        lines.Select(line => new Contract.LineQuantity { LineId = line.Line, Quantity = line.Quantity });

    /// <summary>What somebody wrote: customers see it as it is, staff masked (R-PPL-2).</summary>
    public static string Shown(this Case state, SealedText said, Vault vault, Call call) =>
        vault.Words(said) is var text && call.Caller.IsCustomer ? text : Mask.Text(text, known: state.Order);

    private static Wire.Offer ToContract(this Offer offer, Vault vault) => new()
    {
        OfferId = offer.Id,
        Remedies = { offer.Remedies.Select(remedy => remedy.ToContract(vault)) },
        OfferedBy = offer.By.Id,
        Tier = (Contract.Tier)offer.By.Tier,
        ValidUntil = offer.ValidUntil.ToContract(),
        State = (Wire.OfferState)offer.Stage,
        DeclinedWith = vault.Words(offer.Wish),
    };

    public static Wire.Remedy ToContract(this Remedy remedy, Vault vault) => remedy switch
    {
        ReturnRemedy r => new() { Return = new() { Lines = { r.Lines.ToContract() }, ReturnId = r.Return ?? "" } },
        RefundRemedy r => new() { Refund = new() { Lines = { r.Lines.ToContract() }, Freight = r.Freight?.ToContract() } },
        CompensationRemedy c => new()
        {
            Compensation = new()
            {
                Kind = (Wire.RemedyKind)c.Grant,
                Amount = c.Amount.ToContract(),
                Note = vault.Words(c.Note),
                GiftSku = c.Gift ?? "",
                Part = (Contract.Compensations.GoodwillPart)c.Part,
                Lines = { c.About.ToContract() },
            },
        },
        ReplacementRemedy r => new()
        {
            Replacement = new()
            {
                Lines = { r.Lines.Select(ToContract) },
                WantsGoods = r.Grounds.WantsGoods,
                DeclinedRefund = r.Grounds.DeclinedRefund,
                CannotReorder = r.Grounds.CannotReorder,
                OriginalStopped = r.Grounds.OriginalStopped,
                FollowsReplacementId = r.Follows ?? "",
            },
        },
        ExchangeRemedy e => new() { Exchange = new() { Lines = { e.Lines.Select(ToContract) } } },
        PartRemedy p => new() { Part = new() { LineId = p.Piece.Line, Quantity = p.Piece.Quantity, Part = p.Part } },
        RepairRemedy r => new() { Repair = new() { Lines = { r.Lines.ToContract() }, Wish = vault.Words(r.Wish) } },
        InvoiceRemedy i => new()
        {
            Invoice = new()
            {
                Title = vault.Words(i.Title),
                TitleId = i.SavedTitle ?? "",
                Kind = (Contract.Invoices.InvoiceKind)i.Sort,
                ReplacesInvoiceId = i.Replaces ?? "",
            },
        },
        _ => throw new InvalidOperationException($"unknown remedy {remedy.GetType().Name}"),
    };

    private static Wire.WantedLine ToContract(WantedLine line) => new() { LineId = line.Line, Quantity = line.Quantity, Sku = line.Sku ?? "" };

    private static Wire.PlanStep ToContract(this Step step) => new()
    {
        StepId = step.Id,
        Kind = step.Task switch
        {
            ReturnGoods => Wire.StepKind.Return,
            PayBack => Wire.StepKind.Refund,
            Compensate => Wire.StepKind.Grant,
            IssueInvoice => Wire.StepKind.Invoice,
            SendGoods => Wire.StepKind.Replacement,
            RepairGoods => Wire.StepKind.Repair,
            _ => throw new InvalidOperationException($"unknown task {step.Task.GetType().Name}"),
        },
        State = (Wire.StepState)step.Stage,
        TargetId = step.Target ?? "",
        DependsOn = { step.DependsOn },
        Refusal = step.Refusal ?? "",
        Tries = step.Try,
    };

    private static Wire.Clock ToContract(this Clock clock, int breaches) =>
        new() { WaitsFor = Words.Of(clock.WaitsFor), DueTime = clock.Due.ToContract(), Breaches = breaches };

    private static Wire.PlanState ToContract(this PlanStage stage) =>
        stage is PlanStage.Rejected or PlanStage.Withdrawn ? Wire.PlanState.Cancelled : (Wire.PlanState)stage;
}
