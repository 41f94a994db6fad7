using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;

namespace Aftersales.Directories;

/// <summary>A message in the store; the id is the one that its case's timeline gave it.</summary>
public sealed class OutgoingAggregate : AggregateType<Outgoing, DeliveryEvent>
{
    public override string Kind => "message";

    public override Outgoing Evolve(Outgoing? state, DeliveryEvent happened) => DeliveryDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Outgoing state)
    {
        var made = TimeKey.Of(state.Made);
        string[] lists = [MessageLists.All, MessageLists.OfCustomer(state.Customer), MessageLists.OfCase(state.Case), MessageLists.On(state.Stage)];
        foreach (var list in lists)
            yield return new(list, made, id, id);
        if (state.Stage == DeliveryStage.Undeliverable)
            yield return new(MessageLists.Stranded(state.Customer), made, id, id);
    }

    public override IEnumerable<Due> Work(string id, Outgoing state) => state.Next is { } next ? [new("deliver", next)] : [];

    public override IEnumerable<IMessage> Publish(string id, Outgoing? before, DeliveryEvent happened, Outgoing after, long version) =>
        happened is MessageSent or NoWay or MessageGivenUp or MessageLapsed ? [after.ToSettled(version)] : [];
}

/// <summary>Names of the lists that messages stand in.</summary>
public static class MessageLists
{
    public const string All = "messages";

    public static string OfCustomer(string customer) => $"customer/{customer}";

    public static string OfCase(string caseId) => $"case/{caseId}";

    public static string On(DeliveryStage stage) => $"stage/{stage}";

    /// <summary>A customer's messages that there is no way for.</summary>
    public static string Stranded(string customer) => $"stranded/{customer}";
}
