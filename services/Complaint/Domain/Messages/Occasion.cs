using System.Collections.Frozen;

namespace Aftersales.Complaints.Domain;

/// <summary>When a customer has to be told something; each has a template.</summary>
public enum Occasion
{
    CaseOpened,
    DelayNoticed,
    ReturnFollowed,
    CashOwed,
    EvidenceNeeded,
    EvidenceReminder,
    EvidenceTaken,
    RepeatTaken,
    CaseEscalated,
    OfferMade,
    OfferReminder,
    OfferExpired,
    OfferAccepted,
    OfferDeclined,
    AnswerDelayed,
    PaymentReversed,
    CaseResolved,
    FeedbackReminder,
    CaseClosed,
    CaseRejected,
    ReturnRejected,
    CaseWithdrawn,
    CaseExpired,
    CaseReopened,
    PutRight,
    RefundPaid,
    ReturnApproved,
    PickupBooked,
    PickupFailed,
    GoodsReceived,
    ReplacementSent,
    CouponGranted,
    RepairQuoted,
    RepairSentBack,
    SubmittedToPlatform,
    PlatformOffer,
    PlatformRejected,
    VerdictReminder,
    MediationReferred,
    MediatorDecided,
}

/// <summary>What can stand in the template of an occasion.</summary>
public static class Occasions
{
    private static readonly FrozenDictionary<Occasion, ImmutableArray<string>> Names = new Dictionary<Occasion, ImmutableArray<string>>
    {
        [Occasion.CaseOpened] = ["case", "matter", "problem", "next"],
        [Occasion.DelayNoticed] = ["case", "order", "problem", "next"],
        [Occasion.ReturnFollowed] = ["case", "order", "next"],
        [Occasion.CashOwed] = ["case", "order", "amount", "next"],
        [Occasion.EvidenceNeeded] = ["case", "matter", "problem", "next"],
        [Occasion.EvidenceReminder] = ["case", "matter", "next"],
        [Occasion.EvidenceTaken] = ["case", "matter", "next"],
        [Occasion.RepeatTaken] = ["case", "matter", "next"],
        [Occasion.CaseEscalated] = ["case", "matter", "tier", "next"],
        [Occasion.OfferMade] = ["case", "matter", "offer", "until", "words"],
        [Occasion.OfferReminder] = ["case", "matter", "until"],
        [Occasion.OfferExpired] = ["case", "matter", "next"],
        [Occasion.OfferAccepted] = ["case", "matter", "offer", "next"],
        [Occasion.OfferDeclined] = ["case", "matter", "next"],
        [Occasion.AnswerDelayed] = ["case", "matter", "next"],
        [Occasion.PaymentReversed] = ["case", "matter", "next"],
        [Occasion.CaseResolved] = ["case", "matter", "next"],
        [Occasion.FeedbackReminder] = ["case", "matter", "next"],
        [Occasion.CaseClosed] = ["case", "matter", "reopen"],
        [Occasion.CaseRejected] = ["case", "matter", "words", "reopen"],
        [Occasion.ReturnRejected] = ["case", "order", "reopen"],
        [Occasion.CaseWithdrawn] = ["case", "matter", "reopen"],
        [Occasion.CaseExpired] = ["case", "matter", "reopen"],
        [Occasion.CaseReopened] = ["case", "matter", "next"],
        [Occasion.PutRight] = ["case", "order"],
        [Occasion.RefundPaid] = ["case", "order", "amount"],
        [Occasion.ReturnApproved] = ["case", "order", "way"],
        [Occasion.PickupBooked] = ["case", "order", "slot"],
        [Occasion.PickupFailed] = ["case", "order", "slot"],
        [Occasion.GoodsReceived] = ["case", "order"],
        [Occasion.ReplacementSent] = ["case", "order"],
        [Occasion.CouponGranted] = ["case", "order", "amount"],
        [Occasion.RepairQuoted] = ["case", "order", "amount"],
        [Occasion.RepairSentBack] = ["case", "order"],
        [Occasion.SubmittedToPlatform] = ["case", "matter", "next"],
        [Occasion.PlatformOffer] = ["case", "matter", "offer", "until", "words"],
        [Occasion.PlatformRejected] = ["case", "matter", "words", "next"],
        [Occasion.VerdictReminder] = ["case", "matter", "next"],
        [Occasion.MediationReferred] = ["case", "matter", "until"],
        [Occasion.MediatorDecided] = ["case", "matter", "words", "next"],
    }.ToFrozenDictionary();

    /// <summary>Names of the facts of an occasion.</summary>
    public static ImmutableArray<string> Facts(this Occasion occasion) => Names[occasion];
}
