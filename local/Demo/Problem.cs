using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;

namespace Aftersales.Demo;

/// <summary>A kind of problem that the rules know a way out of: how those answer who are asked, what the customer says, and what the agent then does.</summary>
/// <param name="Flow">What it is called in the day's tables.</param>
internal sealed record Problem(string Flow, CaseType Type, WayOut Way)
{
    public bool Photo { get; init; }

    /// <summary>About no order.</summary>
    public bool IsGeneral { get; init; }

    public CustomerStatements? Said { get; init; }

    /// <summary>Party, kind of question and verdict, as the simulated outside world spells them.</summary>
    public IReadOnlyList<(string Party, string Kind, string Verdict)> Answers { get; init; } = [];

    /// <summary>What a person has to answer here, since nobody has a system for it.</summary>
    public QuestionVerdict ByHand { get; init; }

    /// <summary>What the shop did, put down on the case (handbook §9).</summary>
    public Violation Violation { get; init; }

    /// <summary>The refund is a transfer, which three people check (R-REF-2).</summary>
    public bool IsAbnormal { get; init; }
}

/// <summary>What the agent does in the end.</summary>
internal enum WayOut
{
    /// <summary>Explains, and nothing has to be remedied.</summary>
    Conclude,

    /// <summary>Offers the suggested refund, with the compensation that belongs to it.</summary>
    Refund,

    /// <summary>Offers a coupon alone.</summary>
    Coupon,

    /// <summary>Nothing: the customer never sends the photo.</summary>
    Nothing,
}

/// <summary>The problems of the day beside those that are played in all their steps.</summary>
internal static class Problems
{
    public static readonly Problem NeighbourSigned = new("neighbour signed", CaseType.AbnormalSignoff, WayOut.Conclude)
    {
        Answers = [("courier", "SIGNER", "SIGNER_NAMED")],
        Said = new() { KnowsSigner = YesNo.Yes },
    };

    public static readonly Problem StrangerSigned = new("stranger signed", CaseType.AbnormalSignoff, WayOut.Refund)
    {
        Answers = [("courier", "SIGNER", "SIGNER_NAMED")],
        Said = new() { KnowsSigner = YesNo.No },
        IsAbnormal = true,
    };

    public static readonly Problem Split = new("split parcel", CaseType.MissingItem, WayOut.Conclude) { Answers = [("warehouse", "PARCEL_CONTENT", "SPLIT")] };

    public static readonly Problem Believed = new("missing, believed", CaseType.MissingItem, WayOut.Refund)
    {
        Answers = [("warehouse", "PARCEL_CONTENT", "COMPLETE")],
        Said = new() { Choice = CustomerChoice.Refund, ClaimsCompensation = YesNo.Yes },
        IsAbnormal = true,
    };

    public static readonly Problem Scratched = new("scratched, kept", CaseType.Damaged, WayOut.Coupon) { Photo = true };

    public static readonly Problem NoPhoto = new("no photo", CaseType.Damaged, WayOut.Nothing);

    public static readonly Problem WrongPage = new("page was wrong", CaseType.WrongItem, WayOut.Coupon) { Photo = true, Answers = [("warehouse", "BARCODE", "BARCODE_EQUAL")] };

    public static readonly Problem Defect = new("defect", CaseType.Quality, WayOut.Coupon) { Photo = true, Answers = [("supplier", "QUALITY", "DEFECT_CONFIRMED")] };

    public static readonly Problem PriceExplained = new("price explained", CaseType.Price, WayOut.Conclude);

    public static readonly Problem PriceWrong = new("price was wrong", CaseType.Price, WayOut.Coupon) { Answers = [("platform", "PAGE", "PAGE_WRONG")] };

    public static readonly Problem InvoiceExplained = new("invoice explained", CaseType.Invoice, WayOut.Conclude);

    public static readonly Problem PromiseBroken = new("promise broken", CaseType.PromiseBreach, WayOut.Coupon)
    {
        Answers = [("merchandising", "PAGE", "PAGE_WRONG")],
        Violation = Violation.PromiseBroken,
    };

    public static readonly Problem RudeCourier = new("rude courier", CaseType.Conduct, WayOut.Coupon)
    {
        Answers = [("courier", "CONDUCT", "CONDUCT_CONFIRMED")],
        Said = new() { AboutCourier = YesNo.Yes },
    };

    public static readonly Problem PoliteAgent = new("agent was polite", CaseType.Conduct, WayOut.Conclude)
    {
        ByHand = QuestionVerdict.ConductDenied,
        Said = new() { AboutCourier = YesNo.No },
    };

    public static readonly Problem Question = new("question", CaseType.Inquiry, WayOut.Conclude);

    public static readonly Problem GeneralQuestion = new("question about no order", CaseType.Inquiry, WayOut.Conclude) { IsGeneral = true };

    public static readonly Problem UnderWay = new("parcel under way", CaseType.NotDelivered, WayOut.Conclude) { Answers = [("courier", "PARCEL_LOCATION", "UNDER_WAY")] };

    public static readonly Problem Lost = new("parcel lost", CaseType.NotDelivered, WayOut.Refund)
    {
        Answers = [("courier", "PARCEL_LOCATION", "LOST")],
        Said = new() { WantsGoods = YesNo.No },
    };

    public static readonly Problem NobodyHome = new("nobody at home", CaseType.NotDelivered, WayOut.Conclude)
    {
        Answers = [("courier", "PARCEL_LOCATION", "NOBODY_HOME"), ("courier", "REDELIVERY", "SLOT_AGREED")],
        Said = new()
        {
            SlotFromTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Day.Morning.AddHours(33)),
            SlotUntilTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Day.Morning.AddHours(36)),
        },
    };

    public static readonly Problem Found = new("signer unknown, found", CaseType.NotDelivered, WayOut.Conclude)
    {
        Answers = [("courier", "PARCEL_LOCATION", "SIGNER_UNKNOWN"), ("courier", "COURIER_VISIT", "HANDED_OVER")],
    };

    public static readonly Problem Restocked = new("short, restocked", CaseType.ShortPick, WayOut.Conclude) { Answers = [("warehouse", "RESTOCK", "RESTOCKED")] };

    public static readonly Problem ShortRefunded = new("short, refunded", CaseType.ShortPick, WayOut.Refund) { Answers = [("warehouse", "RESTOCK", "NOT_RESTOCKED")] };

    public static readonly Problem Late = new("late and urgent", CaseType.LateDispatch, WayOut.Refund)
    {
        Answers = [("warehouse", "SHIPPING", "SHIPPABLE_LATE")],
        Said = new() { Urgent = YesNo.Yes },
    };

    public static readonly Problem Oversold = new("oversold, refunded", CaseType.Oversold, WayOut.Refund) { Answers = [("platform", "SHIPPING", "UNSHIPPABLE")] };

    public static readonly Problem OversoldUnpaid = new("oversold, not paid", CaseType.Oversold, WayOut.Coupon) { Answers = [("platform", "SHIPPING", "UNSHIPPABLE")] };
}
