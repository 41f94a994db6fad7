using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What customer and agent say to each other, and how soon they are answered (R-CLK-1).</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Posted(Case state, PostMessage post)
    {
        if (state.Stage == CaseStage.Closed)
            return Over(state);
        if (!post.By.IsCustomer && MayWork(state, post.By) is { } stranger)
            return stranger;
        if (post.By.IsCustomer && state.Talk.Messages >= policy.Clocks.MessagesAtMost)
            return new Refusal(ClockReasons.ConversationFull, "the customer wrote as much as one case takes").With("allowed", $"{policy.Clocks.MessagesAtMost}");
        var channel = post.Channel == Channel.Unspecified ? state.Channel : post.Channel;
        var posted = new MessagePosted(post.By.Id, post.By.IsCustomer, channel, post.Text, now) { Awaited = post.By.IsCustomer ? Awaiting(state, channel) : null };
        return post.By.IsCustomer || state.Owner is not null ? posted : Decision<CaseEvent>.Of(new CaseTaken(post.By.Id), posted);
    }

    /// <summary>The clock of an answer runs from the first words that nobody answered; null where it runs already.</summary>
    private AwaitedResponse? Awaiting(Case state, Channel channel)
    {
        if (state.Talk.Awaited is not null)
            return null;
        var rule = state.Talk.Answered ? policy.Clocks.NextResponse : policy.Clocks.FirstResponse;
        return new(channel, !state.Talk.Answered, now, rule.Due(channel, state.Type, state.Tier, now, hours));
    }

    /// <summary>The clock of the first answer to a complaint; null where nobody waits for one.</summary>
    private AwaitedResponse? AwaitingFirst(Open open, Tier tier) =>
        open.CustomerWaits && policy.Clocks.FirstResponse.Channels.ContainsKey(open.Channel)
            ? new(open.Channel, true, now, policy.Clocks.FirstResponse.Due(open.Channel, open.Type, tier, now, hours))
            : null;

    /// <summary>Whatever an agent does that the customer hears of is an answer.</summary>
    private ResponseGiven? Answered(Case? state, CaseCommand command)
    {
        if (state?.Talk.Awaited is not { } awaited || Speaker(command) is not { IsCustomer: false } by)
            return null;
        var time = new ResponseTime(calendar.Today(now), hours.StaffedBetween(awaited.Since, Instant.Max(awaited.Since, now)), awaited.First);
        return new(by.Id, by.Tier == Tier.Unspecified ? null : time, now);
    }

    private static Person? Speaker(CaseCommand command) => command switch
    {
        PostMessage c => c.By,
        MakeOffer c => c.By,
        PromiseToCustomer c => c.By,
        KeepPromise c => c.By,
        Reject c => c.By,
        Conclude c => c.By,
        RecordFeedback c => c.By,
        _ => null,
    };
}
