using Aftersales.Complaints.Domain;
using Aftersales.Platform.Grpc;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Messages and timelines in the contract's words.</summary>
public static class MessageToContract
{
    /// <summary>The event of a message: facts, no words.</summary>
    public static Wire.CustomerNotified ToNotification(this CustomerTold told, string id, Case state, long version) => new()
    {
        MessageId = EntryId(id, version),
        CustomerId = state.Customer,
        CaseId = id,
        OrderId = state.Order ?? "",
        Template = Words.Of(told.Occasion),
        TemplateVersion = told.Version,
        Facts = { told.Facts.Select(fact => new Wire.MessageFact { Name = fact.Name, Value = fact.Value.ToContract() }) },
        MadeTime = told.At.ToContract(),
        ValidUntil = told.Until.ToContract(),
    };

    /// <summary>The id of an entry: what it is of, and its version there.</summary>
    public static string EntryId(string aggregate, long version) => $"{aggregate}.{version}";

    public static Wire.BilingualText ToContract(this Both text) => new() { Zh = text.Zh, En = text.En };
}
