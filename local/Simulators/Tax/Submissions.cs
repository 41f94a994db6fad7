using Aftersales.Simulators.Faults;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

/// <summary>What was handed in and is being worked on; one of the two requests. With a <paramref name="Code"/> it fails in the end.</summary>
internal sealed record Submission(
    string SerialNo, string Fingerprint, IssueRequest? Blue, RedLetterRequest? Red, DateTimeOffset ReadyAt, string? Code)
{
    public const string Kind = "tax.submission";
}

/// <summary>
/// The way in: what is asked for is done at once, or, when the fault PROCESSING says so, later; then a query tells how it ended. Nothing is issued
/// twice under a serial number, and what failed can be handed in again.
/// </summary>
internal static class Submissions
{
    public static Answer Issue(IssueRequest request, Turn turn) =>
        Take(new(request.SerialNo, Json.Fingerprint(request), request, null, turn.Now, null), turn);

    public static Answer Reverse(RedLetterRequest request, Turn turn) =>
        Take(new(request.SerialNo, Json.Fingerprint(request), null, request, turn.Now, null), turn);

    public static Answer BySerial(SerialKey key, Turn turn) =>
        Find(key.SerialNo, turn) is { } submission ? Progress(submission, turn) : Invoices.BySerial(key, turn);

    private static Answer Take(Submission asked, Turn turn)
    {
        if (Find(asked.SerialNo, turn) is { } earlier && !HasFailed(earlier, turn))
            return earlier.Fingerprint == asked.Fingerprint ? Progress(earlier, turn) : Invoices.Reused();
        turn.Books.Remove(Submission.Kind, asked.SerialNo);
        if (turn.Fault?.Kind != FaultKind.Processing || Invoice.BySerial(turn.Books, asked.SerialNo) is not null)
            return Do(asked, turn);
        var waiting = asked with { ReadyAt = turn.Now.AddSeconds(turn.Fault.ReadyAfterSeconds), Code = turn.Fault.Code };
        turn.Books.Put(Submission.Kind, asked.SerialNo, waiting);
        return Processing(waiting);
    }

    private static Answer Progress(Submission submission, Turn turn)
    {
        if (turn.Now < submission.ReadyAt)
            return Processing(submission);
        if (submission.Code is { } code)
        {
            return Answer.Ok(new
            {
                submission.SerialNo,
                Status = "FAILED",
                FailedAt = submission.ReadyAt,
                Error = new { Code = code, Message = "the tax authority did not accept it" },
            });
        }

        turn.Books.Remove(Submission.Kind, submission.SerialNo);
        return Do(submission, turn);
    }

    private static Answer Do(Submission submission, Turn turn) =>
        submission.Blue is { } blue ? Invoices.Issue(blue, turn) : Invoices.Reverse(submission.Red!, turn);

    private static Answer Processing(Submission submission) =>
        Answer.Json(StatusCodes.Status202Accepted, "PROCESSING", new { submission.SerialNo, Status = "PROCESSING" });

    private static bool HasFailed(Submission submission, Turn turn) => submission.Code is not null && turn.Now >= submission.ReadyAt;

    private static Submission? Find(string serialNo, Turn turn) => turn.Books.Get<Submission>(Submission.Kind, serialNo);
}
