using System.Collections.Immutable;

namespace Aftersales.Refunds.Domain;

/// <summary>The numbers of handbook §6 that a merchant can change.</summary>
/// <param name="Version">Kept with each decision.</param>
/// <param name="PayeeDays">Days until a customer who names no account has let the refund expire.</param>
/// <param name="FirstCheckWorkingDays">R-REF-2.</param>
/// <param name="PaidWithinWorkingDays">R-REF-2: after the first check, for cash compensation after the request.</param>
/// <param name="NormalPaidByDay">R-REF-1.</param>
/// <param name="UndispatchedMinutes">R-REF-10.</param>
/// <param name="InvoiceClearingHours">R-REF-8: then it is paid without.</param>
/// <param name="AdvanceReturnDays">R-REF-5: then the advance is to be collected.</param>
/// <param name="FirstAskSeconds">First pause before the channel is asked what became of a payment; each next one is twice as long.</param>
/// <param name="LongestAskSeconds">Bound of the pauses.</param>
/// <param name="AsksBeforePerson">After so many answers that told nothing a person has to look; asking goes on.</param>
/// <param name="ConfirmAfterHours">R-REF-9: hours after a payment at which the channel is asked whether it stands.</param>
/// <param name="BatchItems">R-REF-7: a batch lists at most so many refunds.</param>
public sealed record RefundPolicy(
    string Version, int PayeeDays, int FirstCheckWorkingDays, int PaidWithinWorkingDays, int NormalPaidByDay, int UndispatchedMinutes,
    int InvoiceClearingHours, int AdvanceReturnDays, int FirstAskSeconds, int LongestAskSeconds, int AsksBeforePerson,
    ImmutableArray<int> ConfirmAfterHours, int BatchItems);
