namespace Aftersales.Complaints.Domain;

public abstract partial record CaseCommand
{
    /// <summary>R-CLK-1: the customer or an agent says something.</summary>
    /// <param name="Channel">Unspecified for the one that the case came in by.</param>
    /// <param name="Text">Sealed.</param>
    public sealed record PostMessage(Person By, Channel Channel, SealedText Text) : CaseCommand;

    /// <summary>R-CLK-2.</summary>
    /// <param name="Due">Null for the policy's time.</param>
    /// <param name="Note">Sealed; may be empty.</param>
    public sealed record PromiseToCustomer(Person By, string Id, PromiseKind Kind, Instant? Due, SealedText Note) : CaseCommand;

    public sealed record KeepPromise(Person By, string Promise) : CaseCommand;

    public sealed record AcknowledgeAlert(Person By, int Breach) : CaseCommand;

    /// <summary>R-TRK-1: what is known now of disasters in the region of the order.</summary>
    public sealed record StopClocks(ImmutableArray<Standstill> Stops) : CaseCommand;
}
