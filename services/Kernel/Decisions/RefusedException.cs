namespace Aftersales.Kernel;

/// <summary>Carries a refusal out to the edge, where one place turns it into the caller's error. Not for use inside decisions: they return refusals.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Reason.Name)
{
    public Refusal Refusal { get; } = refusal;
}
