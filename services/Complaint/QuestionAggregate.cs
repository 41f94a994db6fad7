using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a question.</summary>
public sealed class QuestionAggregate : AggregateType<Question, QuestionEvent>
{
    public override string Kind => "question";

    public override Question Evolve(Question? state, QuestionEvent happened) => QuestionEvolution.Evolve(state, happened);

    public override void Check(Question state) => QuestionEvolution.Check(state);

    public override string? Subject(string id, Question state) => state.Customer;

    public override bool IsOpen(Question state) => state.Stage.IsAwaiting;

    public override IEnumerable<ListEntry> Lists(string id, Question state)
    {
        yield return new(QuestionLists.OfCase(state.Case), TimeKey.Of(state.Asked), id, id);
        if (!state.Stage.IsAwaiting)
            yield break;
        yield return new(QuestionLists.Open(state.Topic.Party), TimeKey.Of(state.Terms.Due), id, id);
        if (state.ByHand)
            yield return new(QuestionLists.ByHand(state.Topic.Party), TimeKey.Of(state.Terms.Due), id, id);
    }

    public override IEnumerable<Due> Work(string id, Question state)
    {
        if (state.Stage == QuestionStage.Sending)
            yield return new("send", state.Asked);
        if (state.NextLook is { } look)
            yield return new("look", look);
        if (state.Stage.IsAwaiting)
        {
            if (state.Reminders < state.Terms.Reminders.Length)
                yield return new("remind", state.Terms.Reminders[state.Reminders]);
            yield return new("lapse", state.Terms.Due);
        }

        // Another name once another late answer has come, so that it is due anew.
        if (state.IsUntold)
            yield return new($"tell:{state.Late.Length}", state.Closed!.Value);
    }

    public override IEnumerable<IMessage> Publish(string id, Question? before, QuestionEvent happened, Question after, long version)
    {
        var told = after.ToSnapshot(version);
        return happened switch
        {
            QuestionAsked => [new Wire.QuestionAsked { Question = told }],
            QuestionReminded => [new Wire.QuestionReminded { Question = told }],
            QuestionAnswered => [new Wire.QuestionAnswered { Question = told }],
            QuestionLapsed => [new Wire.QuestionLapsed { Question = told }],
            QuestionWithdrawn => [new Wire.QuestionWithdrawn { Question = told }],
            _ => [],
        };
    }
}

/// <summary>Names of the lists that questions stand in.</summary>
public static class QuestionLists
{
    /// <summary>All of a case, the oldest first.</summary>
    public static string OfCase(string id) => $"question/case/{id}";

    /// <summary>Open ones of a party, the earliest due first.</summary>
    public static string Open(QuestionParty party) => $"question/open/{party}";

    /// <summary>Those of them that a person has to answer here.</summary>
    public static string ByHand(QuestionParty party) => $"question/hand/{party}";
}
