using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a survey.</summary>
public sealed class SurveyAggregate(BusinessCalendar calendar) : AggregateType<Survey, SurveyEvent>
{
    public const string Name = "survey";

    public override string Kind => Name;

    public override Survey Evolve(Survey? state, SurveyEvent happened) => SurveyDecider.Evolve(state, happened);

    public override string? Subject(string id, Survey state) => state.Customer;

    public override IEnumerable<ListEntry> Lists(string id, Survey state) =>
        [new(OfCase(state.Case), TimeKey.Of(state.Asked), id, id)];

    // Held for good: a link that was used is told so.
    public override IEnumerable<Claim> Claims(string id, Survey state) => [new(OfLink(state.Link), id)];

    public override IEnumerable<Share> Shares(string id, Survey state) => SurveySums.Of(id, state, calendar);

    public override IEnumerable<Due> Work(string id, Survey state)
    {
        if (state.Stage == SurveyStage.Waiting)
            yield return new("end", state.Ends);
        if (state.CareDue)
            yield return new("care", state.Ended!.Value);
    }

    public override IEnumerable<IMessage> Publish(string id, Survey? before, SurveyEvent happened, Survey after, long version) => happened switch
    {
        SurveyAsked => [new Wire.SurveyAsked { Survey = after.ToSnapshot(version) }],
        SurveyAnswered or SurveyDeclined or SurveyExpired => [new Wire.SurveyEnded { Survey = after.ToSnapshot(version) }],
        _ => [],
    };

    public override Refusal ClaimHeld(string claim, string holder) => throw new InvalidOperationException("two surveys have one link");

    public static string OfCase(string about) => $"surveys/case/{about}";

    public static string OfLink(string hash) => $"survey-link/{hash}";
}
