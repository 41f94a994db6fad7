using Aftersales.Directories.Domain;
using Aftersales.Directories.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Work;

namespace Aftersales.Directories.Features;

/// <summary>A message's time has come. That it is sent is committed before the provider is called, and a missing answer is asked about.</summary>
public sealed class DeliverMessage(
    Aggregates<Outgoing, DeliveryEvent> messages, Aggregates<Contact, ContactEvent> contacts, Dispatch dispatch, Carriers carriers, MessageTexts texts, Vault vault)
    : IWork
{
    // Asked about, then over each medium.
    private const int MostSteps = 4;

    public async Task Run(WorkItem item, Call call)
    {
        var found = await messages.Find(call.Merchant, item.Aggregate, call.Cancel);
        // What follows at once, such as another medium after one that refuses, belongs to the same run.
        for (var step = 0; step < MostSteps && found is { State: { Next: { } next } message } && next <= call.Now; step++)
        {
            found = message.Stage is DeliveryStage.Sending or DeliveryStage.Unknown
                ? await Hear(item, call, await carriers.For(message.Medium).Ask(message.Number, call.Cancel))
                : await Begin(item, message, call);
        }
    }

    private async Task<Versioned<Outgoing>> Begin(WorkItem item, Outgoing message, Call call)
    {
        var contact = (await contacts.Find(call.Merchant, message.Customer, call.Cancel))?.State;
        var decider = dispatch.Decider(call);
        // Without its text nothing is begun: while Complaint is away the work waits.
        var text = decider.Begin(message, contact, carriers.Carried).Events is [SendingBegun] ? await texts.Find(message.Id, contact!.Language, call) : null;
        var begun = await messages.Change(item.Aggregate, call, known => decider.Begin(known, contact, carriers.Carried));
        return begun.State is { Stage: DeliveryStage.Sending, Medium: var medium, Number: var number }
            ? await Hear(item, call, text is null ? new Handover.NotTaken("NO_TEXT") : await Send(number, medium, contact!, text, call))
            : begun;
    }

    private Task<Handover> Send(string number, Medium medium, Contact contact, MessageText text, Call call) =>
        vault.Open(contact.Addresses[medium].Sealed) is { } address
            ? carriers.For(medium).Send(new(number, medium, address, text.Subject, text.Body), call.Cancel)
            : Task.FromResult<Handover>(new Handover.NotTaken("ERASED"));

    private Task<Versioned<Outgoing>> Hear(WorkItem item, Call call, Handover answer) =>
        messages.Change(item.Aggregate, call, known => dispatch.Decider(call).Hear(known, answer));
}
