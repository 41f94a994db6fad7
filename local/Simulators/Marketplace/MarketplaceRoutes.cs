using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Marketplace;

internal static class MarketplaceRoutes
{
    public static void MapMarketplace(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "marketplace", Voice.Plain);
        desk.Post("/submissions", "submit", SubmissionRequest.Read, request => request.SubmissionNo, Submissions.Submit);
        desk.Get("/submissions/{submission_no}", "get", SubmissionNo.Read, key => key.Value, Submissions.Get);
        desk.Post("/submissions/{submission_no}/decide", "decide", input => (SubmissionNo.Read(input), Ruling.Read(input)), said => said.Item1.Value, Submissions.Decide);
        desk.Post("/rulings", "foresee", Ruling.Read, ruling => ruling.OrderNo, Submissions.Foresee);
    }
}
