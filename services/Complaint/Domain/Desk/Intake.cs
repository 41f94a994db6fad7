namespace Aftersales.Complaints.Domain;

/// <summary>Why a case is of its type (R-CASE-1).</summary>
/// <param name="Matched">The policy's word, the fact, or who corrected it; empty where it was stated.</param>
/// <param name="Policy">Version of the policy whose rule it was; empty where no rule was needed.</param>
public sealed record Intake(ClassifiedBy By, string Matched = "", string Policy = "")
{
    public static readonly Intake Unknown = new(ClassifiedBy.Unspecified);

    public static readonly Intake Stated = new(ClassifiedBy.Statement);

    /// <summary>How often it was corrected.</summary>
    public int Corrections { get; init; }
}

/// <summary>What decided about a type.</summary>
public enum ClassifiedBy
{
    Unspecified,
    Statement,
    Word,
    Facts,
    Default,
    Person,
}
