namespace Aftersales.Complaints.Ports;

/// <summary>For shops whose platform has no interface for this: its people see the submissions here and type in what it decides.</summary>
public sealed class MarketplaceByHand : IMarketplace
{
    public Task<SubmissionReport?> Find(string submissionNo, CancellationToken cancel) => Task.FromResult<SubmissionReport?>(SubmissionReport.Pending);

    public Task<SubmissionReport> Submit(SubmissionToSend submission, CancellationToken cancel) => Task.FromResult(SubmissionReport.Pending);
}
