using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Marketplace;

internal static class Submissions
{
    /// <summary>One number submits once; other content under it is refused. It is decided as was said before, or waits until somebody says.</summary>
    public static Answer Submit(SubmissionRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (Submission.Find(turn.Books, request.SubmissionNo) is { } earlier)
        {
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Shown(turn.Now))
                : Voice.Conflict("SUBMISSION_NO_REUSED", "this number was used for another submission");
        }

        var said = turn.Books.Get<Ruling>(Ruling.Kind, Key(request.OrderNo)) is { } ofOrder ? (Key(request.OrderNo), ofOrder)
            : turn.Books.Get<Ruling>(Ruling.Kind, Key(null)) is { } next ? (Key(null), next)
            : ((string, Ruling)?)null;
        if (said is { } found)
            turn.Books.Remove(Ruling.Kind, found.Item1);
        return Answer.Ok(new Submission(request, fingerprint, turn.Now, said?.Item2).Keep(turn.Books).Shown(turn.Now));
    }

    public static Answer Get(SubmissionNo key, Turn turn) =>
        Submission.Find(turn.Books, key.Value) is { } known ? Answer.Ok(known.Shown(turn.Now)) : NotFound();

    /// <summary>Says how the next submission, of an order or of any, is decided.</summary>
    public static Answer Foresee(Ruling ruling, Turn turn)
    {
        turn.Books.Put(Ruling.Kind, Key(ruling.OrderNo), ruling);
        return Answer.Ok(new { ruling.OrderNo, ruling.Remedy, ruling.AfterSeconds });
    }

    /// <summary>Decides a submission that waits, at once; what was decided stays so, whoever says it a second time.</summary>
    public static Answer Decide((SubmissionNo No, Ruling Ruling) said, Turn turn) => Submission.Find(turn.Books, said.No.Value) switch
    {
        null => NotFound(),
        { Ruling: not null } decided => Answer.Ok(decided.Shown(turn.Now)),
        var waiting => Answer.Ok((waiting with { Ruling = said.Ruling with { AfterSeconds = 0 } }).Keep(turn.Books).Shown(turn.Now)),
    };

    private static Answer NotFound() => Voice.NotFound("SUBMISSION_NOT_FOUND", "no submission under this number");

    private static string Key(string? orderNo) => orderNo is null ? "any" : $"order/{orderNo}";
}
