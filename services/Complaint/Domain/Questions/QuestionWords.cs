namespace Aftersales.Complaints.Domain;

// Names and numbers are those of the contract's enums; a test holds both against each other.

/// <summary>Whom questions go to.</summary>
public enum QuestionParty
{
    Unspecified,
    Warehouse,
    Courier,
    Supplier,
    Merchandising,
    Platform,

    /// <summary>The manager of the merchant's own service people.</summary>
    Service,
}

/// <summary>What is asked.</summary>
public enum QuestionKind
{
    Unspecified,
    Restock,
    Shipping,
    ParcelLocation,
    Signer,
    CourierVisit,
    Redelivery,
    DoorRefusal,
    ParcelContent,
    Barcode,
    OriginalStopped,
    Quality,
    PurchaseHistory,
    Page,
    Conduct,
}

/// <summary>What an answer says.</summary>
public enum QuestionVerdict
{
    Unspecified,
    Restocked,
    Substitute,
    NotRestocked,
    Shippable,
    ShippableLate,
    Unshippable,
    UnderWay,
    NobodyHome,
    SignedByOther,
    SignerUnknown,
    Lost,
    Damaged,
    RefusedAtDoor,
    SignerNamed,
    ProofShown,
    HandedOver,
    NotFound,
    SlotAgreed,
    SlotRefused,
    Unwanted,
    Unreachable,
    TurnedBack,
    Split,
    Short,
    Complete,
    BarcodeEqual,
    BarcodeDiffers,
    Stopped,
    LeftAlready,
    DefectConfirmed,
    DefectDenied,
    WithinLimit,
    OverLimit,
    PageCorrect,
    PageWrong,
    ConductConfirmed,
    ConductDenied,
}

/// <summary>Where a question stands.</summary>
public enum QuestionStage
{
    Unspecified,

    /// <summary>Committed, and on its way to the party's system.</summary>
    Sending,
    Open,
    Answered,

    /// <summary>R-CLK-4: nobody answered in time.</summary>
    Silent,
    Withdrawn,
}

/// <summary>What answers what.</summary>
public static class QuestionKinds
{
    extension(QuestionKind kind)
    {
        /// <summary>The verdicts that answer it.</summary>
        public ImmutableArray<QuestionVerdict> Verdicts => kind switch
        {
            QuestionKind.Restock => [QuestionVerdict.Restocked, QuestionVerdict.Substitute, QuestionVerdict.NotRestocked],
            QuestionKind.Shipping => [QuestionVerdict.Shippable, QuestionVerdict.ShippableLate, QuestionVerdict.Unshippable],
            QuestionKind.ParcelLocation =>
            [
                QuestionVerdict.UnderWay, QuestionVerdict.NobodyHome, QuestionVerdict.SignedByOther, QuestionVerdict.SignerUnknown, QuestionVerdict.Lost,
                QuestionVerdict.Damaged, QuestionVerdict.RefusedAtDoor,
            ],
            QuestionKind.Signer => [QuestionVerdict.SignerNamed, QuestionVerdict.ProofShown, QuestionVerdict.SignerUnknown],
            QuestionKind.CourierVisit => [QuestionVerdict.HandedOver, QuestionVerdict.NotFound],
            QuestionKind.Redelivery => [QuestionVerdict.SlotAgreed, QuestionVerdict.SlotRefused],
            QuestionKind.DoorRefusal => [QuestionVerdict.Unwanted, QuestionVerdict.Unreachable, QuestionVerdict.Damaged, QuestionVerdict.TurnedBack],
            QuestionKind.ParcelContent => [QuestionVerdict.Split, QuestionVerdict.Short, QuestionVerdict.Complete],
            QuestionKind.Barcode => [QuestionVerdict.BarcodeEqual, QuestionVerdict.BarcodeDiffers],
            QuestionKind.OriginalStopped => [QuestionVerdict.Stopped, QuestionVerdict.LeftAlready],
            QuestionKind.Quality => [QuestionVerdict.DefectConfirmed, QuestionVerdict.DefectDenied],
            QuestionKind.PurchaseHistory => [QuestionVerdict.WithinLimit, QuestionVerdict.OverLimit],
            QuestionKind.Page => [QuestionVerdict.PageCorrect, QuestionVerdict.PageWrong],
            QuestionKind.Conduct => [QuestionVerdict.ConductConfirmed, QuestionVerdict.ConductDenied],
            _ => [],
        };
    }
}

/// <summary>What stages have in common.</summary>
public static class QuestionStages
{
    extension(QuestionStage stage)
    {
        /// <summary>Whether an answer would still count.</summary>
        public bool IsAwaiting => stage is QuestionStage.Sending or QuestionStage.Open;
    }
}
