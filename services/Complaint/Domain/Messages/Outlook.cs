namespace Aftersales.Complaints.Domain;

/// <summary>What happens next and by when, as the running clock says (R-CLK-2).</summary>
public static class Outlook
{
    public static Both Of(Case state)
    {
        if (state.Clock is not { } clock)
            return new("", "");
        var due = Spoken.Time(clock.Due);
        return clock.WaitsFor switch
        {
            Wait.Decision => new($"我们最迟{due.Zh}给您答复。", $"You will have our answer by {due.En}."),
            Wait.Evidence => new($"请在{due.Zh}之前上传商品照片。", $"Please send us photos of the goods by {due.En}."),
            Wait.AnswerToOffer => new($"请在{due.Zh}之前回复我们的方案。", $"Please answer our offer by {due.En}."),
            Wait.Resolution => new($"我们最迟{due.Zh}办理完成。", $"It will be carried out by {due.En}."),
            Wait.Verdict => new($"如有不同意见，请在{due.Zh}之前告诉我们。", $"If you see it differently, please tell us by {due.En}."),
            Wait.Feedback => new($"请在{due.Zh}之前告诉我们您是否满意。", $"Please tell us by {due.En} whether you are satisfied."),
            _ => new($"我们最迟{due.Zh}告诉您进展。", $"You will hear from us by {due.En}."),
        };
    }
}
