using Aftersales.Complaints.Domain;

namespace Aftersales.Complaints.Ports;

/// <summary>The platform that the shop sells on, as the last instance of a complaint (R-ESC-1). It takes each submission number once.</summary>
/// <remarks>No answer, or one that makes no sense, is <c>SERVICE_UNAVAILABLE</c>: it is unknown what happened; ask by number before anything is repeated.</remarks>
public interface IMarketplace
{
    /// <summary>What the platform is called in refusals.</summary>
    const string Name = "marketplace";

    /// <summary>What became of a submission; null when the platform does not know the number.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<SubmissionReport?> Find(string submissionNo, CancellationToken cancel);

    /// <summary>Submits. The same number with the same content submits once.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<SubmissionReport> Submit(SubmissionToSend submission, CancellationToken cancel);
}

/// <summary>A submission as the platform gets it: words in clear, told to nobody else and never logged (R-PPL-2).</summary>
/// <param name="Amount">Null where it is not about money.</param>
public sealed record SubmissionToSend(
    string SubmissionNo, string OrderNo, CaseType Type, Money? Amount, string Demand, string Position, ImmutableArray<string> Evidence);

/// <summary>What became of a submission.</summary>
/// <param name="Decided">False while the platform thinks.</param>
/// <param name="Remedy">Unspecified where the demand is rejected.</param>
/// <param name="Amount">Null for a refund of the goods, and where it is rejected.</param>
/// <param name="Reason">As the customer is told.</param>
public sealed record SubmissionReport(bool Decided, PlatformRemedy Remedy = PlatformRemedy.Unspecified, Money? Amount = null, string Reason = "")
{
    public static readonly SubmissionReport Pending = new(false);
}
