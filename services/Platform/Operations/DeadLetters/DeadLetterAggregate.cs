using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations.DeadLetters;

/// <summary>A dead letter in the store. Its id follows from the event's, so that an event has one however often it is refused.</summary>
public sealed class DeadLetterAggregate : AggregateType<DeadLetter, DeadLetterEvent>
{
    public override string Kind => "dead-letter";

    public static string IdOf(string eventId) => Ids.Derived("dead", eventId);

    public static string ListOf(DeadLetterState state, string type) =>
        (state == DeadLetterState.Open ? Statements.OpenDeadLetters : $"dead-letters/{state}") + (type.Length == 0 ? "" : $"/{type}");

    public override DeadLetter Evolve(DeadLetter? state, DeadLetterEvent happened) => DeadLetterDecider.Evolve(state, happened);

    // Under the event's id: while it is open, the store keeps the inbox rows of its event (pruning).
    public override IEnumerable<ListEntry> Lists(string id, DeadLetter state) =>
        from type in new[] { "", state.Type }.Distinct()
        select new ListEntry(ListOf(state.State, type), $"{state.FirstAt.ToUnixTimeTicks():D19}", state.EventId, id);
}
