using Aftersales.Complaints.Domain;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Contract = Aftersales.Contracts;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints.Queries;

/// <summary>How a timeline looks to who reads it: customers see their part and no names of staff, staff see personal data masked (R-PPL-2).</summary>
public sealed class TimelineView(Rosters rosters, Vault vault)
{
    private static readonly ImmutableHashSet<string> Services = ["complaint", "returns", "refund", "compensation", "invoice", "tracking", "directory"];

    /// <summary>Shows an item, or hides it with null.</summary>
    public async Task<Func<TimelineItem, Wire.TimelineEntry?>> For(Call call, Case state)
    {
        var roster = (await rosters.Read(call.Merchant, Roster.Id, call.Cancel))?.State ?? Roster.Empty;
        return item => item.Line is { } line && (line.IsForCustomer || !call.Caller.IsCustomer) ? Entry(item, line, call, state, roster) : null;
    }

    private Wire.TimelineEntry Entry(TimelineItem item, Line line, Call call, Case state, Roster roster)
    {
        // Whoever caused a message, it is the suite that told it.
        var (stored, person) = (item.Stored, item.Happened is CustomerTold ? Person.Suite.Id : item.Stored.Actor.Person);
        return new()
        {
            EntryId = MessageToContract.EntryId(item.Plan ?? state.Id, stored.Version),
            Version = item.Plan is null ? stored.Version : 0,
            Time = stored.At.ToContract(),
            Event = stored.Type,
            Kind = (Wire.TimelineKind)line.Kind,
            PersonId = call.Caller.IsCustomer && person != call.Person ? "" : person,
            Role = RoleOf(person, state, roster),
            Summary = Summary(item, line, call, state).ToContract(),
            Words = state.Shown(line.Words, vault, call),
        };
    }

    // A message is told as it was.
    private Both Summary(TimelineItem item, Line line, Call call, Case state)
    {
        if (item.Happened is not CustomerTold told)
            return line.Summary;
        if (vault.Open(told.Sealed) is not { } message)
            return Both.Same(SealedText.Erased);
        var text = Json.Read<Message>(message).Text;
        return call.Caller.IsCustomer ? text : new(Mask.Text(text.Zh, known: state.Order), Mask.Text(text.En, known: state.Order));
    }

    private static Contract.Role RoleOf(string person, Case state, Roster roster) => roster.Workers.GetValueOrDefault(person)?.Tier switch
    {
        _ when person == state.Customer => Contract.Role.Customer,
        Tier.L1 => Contract.Role.AgentL1,
        Tier.L2 => Contract.Role.AgentL2,
        Tier.Platform => Contract.Role.Platform,
        null when Services.Contains(person) => Contract.Role.Service,
        _ => Contract.Role.Unspecified,
    };
}
