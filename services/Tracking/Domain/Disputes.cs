using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>
/// Which facts are believed (R-ORD-1). Of two that cannot both be true the source of the higher rank is, and of one rank the dispatch is before the
/// signature. What the order system says is never disputed.
/// </summary>
internal sealed class Disputes(OrderState state)
{
    private readonly Fact? settled = state.Word("settled");
    private readonly Fact? cancelled = state.Word("cancelled");

    public IEnumerable<Dispute> All => state.Slots.Select(Of).OfType<Dispute>();

    public bool IsBelieved(Fact word) => Contradicted(word) is null;

    /// <summary>Settled and cancelled both: the order system's word counts, and then the later.</summary>
    public bool EndedCancelled => cancelled is not null && (settled is null || (cancelled.IsOrderSystems == settled.IsOrderSystems
        ? Fact.Compare(cancelled, settled) > 0
        : cancelled.IsOrderSystems));

    private Dispute? Of(Slot slot) => slot.Contradiction is { } other ? new(other, DisputeReason.OrderSystemSaysOtherwise)
        : Contradicted(slot.Word) is { } reason ? new(slot.Word, reason)
        : null;

    private DisputeReason? Contradicted(Fact word) => word switch
    {
        { IsOrderSystems: true } => null,
        { What: Signed } when cancelled is { IsOrderSystems: true } && cancelled.At < word.At => DisputeReason.SignedAfterCancelled,
        { What: Signed signed } when Left(signed) is { } left && left.At > word.At && left.Source >= word.Source => DisputeReason.SignedBeforeDispatched,
        { What: Dispatched left } when Signature(left) is { } signed && signed.At < word.At && signed.Source > word.Source => DisputeReason.DispatchedAfterSigned,
        { What: Settled } when cancelled is { IsOrderSystems: true } => DisputeReason.EndedOtherwise,
        { What: Cancelled } when settled is { IsOrderSystems: true } => DisputeReason.EndedOtherwise,
        _ => null,
    };

    private Fact? Left(Signed signed) => state.Word(new Dispatched(signed.TrackingNo, "").Slot);

    private Fact? Signature(Dispatched left) => state.Word(new Signed(left.TrackingNo, SealedText.Empty).Slot);
}
