using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Between decisions and the contract's messages. Enums have the contract's numbers.</summary>
public static class AdviceMapping
{
    /// <summary>Without suggestions, which have to be priced.</summary>
    public static Wire.Advice ToContract(this Advice advice, Versioned<Case> about) => new()
    {
        CaseId = about.Id,
        Version = about.Version,
        Questions =
        {
            about.State.Questions.Where(q => !q.Withdrawn).Select(ToContract),
            advice.Questions.Where(asking => !about.State.Questions.Any(q => (q.Party, q.Kind) == (asking.Party, asking.Kind))).Select(ToContract),
        },
        Needs = { advice.Needs.Select(need => new Wire.CustomerNeed { Fact = (Wire.CustomerFact)need.Fact, Reason = need.Why.ToContract() }) },
        Tell = { advice.Told.Select(ToContract) },
        ResponsibleParty = (Contracts.ResponsibleParty)(advice.Party == ResponsibleParty.Unspecified ? about.State.Party : advice.Party),
        DisputedWith = (Contracts.ResponsibleParty)advice.DisputedWith,
        Conclusion = advice.Conclusion?.ToContract(),
    };

    public static Wire.AdvisedReason ToContract(this Saying saying) => new() { RuleId = saying.Rule, ReasonZh = saying.Zh, ReasonEn = saying.En };

    /// <summary>Absent while nothing was taken down.</summary>
    public static Wire.CustomerStatements? ToContract(this Statements said) => said.Revision == 0 ? null : new()
    {
        Urgent = (Wire.YesNo)said.Urgent,
        WantsGoods = (Wire.YesNo)said.WantsGoods,
        KnowsSigner = (Wire.YesNo)said.KnowsSigner,
        Choice = (Wire.CustomerChoice)said.Choice,
        DeclinedRefund = (Wire.YesNo)said.DeclinedRefund,
        CannotReorder = (Wire.YesNo)said.CannotReorder,
        ClaimsCompensation = (Wire.YesNo)said.ClaimsCompensation,
        ConfirmsRefusal = (Wire.YesNo)said.ConfirmsRefusal,
        AboutCourier = (Wire.YesNo)said.AboutCourier,
        SlotFromTime = said.Slot?.From.ToContract(),
        SlotUntilTime = said.Slot?.Until.ToContract(),
        InvoiceTitleId = said.InvoiceTitle ?? "",
        InvoiceKind = (Contracts.Invoices.InvoiceKind)said.InvoiceKind,
        WrongInvoiceId = said.WrongInvoice ?? "",
    };

    /// <exception cref="RefusedException">INVALID_REQUEST: a slot without a beginning or an end.</exception>
    public static Statements ToDomain(this Wire.CustomerStatements said) => new()
    {
        Urgent = (YesNo)said.Urgent,
        WantsGoods = (YesNo)said.WantsGoods,
        KnowsSigner = (YesNo)said.KnowsSigner,
        Choice = (CustomerChoice)said.Choice,
        DeclinedRefund = (YesNo)said.DeclinedRefund,
        CannotReorder = (YesNo)said.CannotReorder,
        ClaimsCompensation = (YesNo)said.ClaimsCompensation,
        ConfirmsRefusal = (YesNo)said.ConfirmsRefusal,
        AboutCourier = (YesNo)said.AboutCourier,
        Slot = (said.SlotFromTime?.ToInstant(), said.SlotUntilTime?.ToInstant()) switch
        {
            (null, null) => null,
            ({ } from, { } until) when from < until => new(from, until),
            _ => throw new RefusedException(CaseReasons.Invalid("statements.slot_until_time", "both ends are given, the end after the beginning")),
        },
        InvoiceTitle = said.InvoiceTitleId.Length == 0 ? null : said.InvoiceTitleId,
        InvoiceKind = (InvoiceKind)said.InvoiceKind,
        WrongInvoice = said.WrongInvoiceId.Length == 0 ? null : said.WrongInvoiceId,
    };

    private static Wire.AdvisedQuestion ToContract(CaseQuestion known) => new()
    {
        Party = (Wire.QuestionParty)known.Party,
        Kind = (Wire.QuestionKind)known.Kind,
        QuestionId = known.Id,
        Verdict = (Wire.QuestionVerdict)known.Verdict,
        Silent = known.Silent,
        DueTime = known.Due.ToContract(),
    };

    private static Wire.AdvisedQuestion ToContract(Enquiry asking) => new() { Party = (Wire.QuestionParty)asking.Party, Kind = (Wire.QuestionKind)asking.Kind };
}
