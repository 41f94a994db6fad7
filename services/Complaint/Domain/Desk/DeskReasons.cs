namespace Aftersales.Complaints.Domain;

/// <summary>Why a case is not handed over; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class DeskReasons
{
    public static readonly Reason HandOverImpossible = new("HAND_OVER_IMPOSSIBLE", RefusalKind.Precondition);
}
