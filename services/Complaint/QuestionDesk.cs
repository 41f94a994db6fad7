using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Where features find questions, open them, and have them decided on.</summary>
public sealed class QuestionDesk(QuestionBook questions, CaseDesk cases, PartyDesks parties, Vault vault)
{
    public QuestionPolicy Policy(Call call) => cases.Policy(call).Questions;

    /// <summary>The party's own system; null where people answer for it here.</summary>
    public IPartyDesk? System(QuestionParty party, Call call) => parties.Find(party, Policy(call));

    public Task<Versioned<Question>?> Find(Call call, string id) => questions.Find(call.Merchant, id, call.Cancel);

    public Decision<QuestionEvent> Decide(Call call, Question? state, QuestionCommand command) => new QuestionDecider(Policy(call), call.Now).Decide(state, command);

    /// <summary>Decides, commits and answers with the question as it is then.</summary>
    public Task<TReply> Change<TReply>(string id, Call call, QuestionCommand command, Func<Wire.Question, TReply> reply)
        where TReply : class, Google.Protobuf.IMessage<TReply>, new() =>
        questions.Change(id, call, state => Decide(call, state, command), after => reply(after.ToContract(vault)));

    /// <summary>The same where nobody waits for a reply: work.</summary>
    public Task<Versioned<Question>> Change(string id, Call call, QuestionCommand command) => questions.Change(id, call, state => Decide(call, state, command));

    /// <summary>The command that asks; the policy has a rule for party and kind.</summary>
    public QuestionCommand.Ask Asking(string id, Case about, QuestionTopic topic, string by, Call call) => new(
        id,
        about.Id,
        topic,
        Policy(call).Find(topic.Party, topic.Kind)!.From(call.Now, cases.Policy(call).Version),
        by,
        System(topic.Party, call) is not null)
    {
        Customer = about.Customer,
    };

    /// <summary>What an order's pieces are called elsewhere.</summary>
    public static ImmutableArray<QuestionGoods> Goods(ImmutableArray<LineQuantity> pieces, OrderFacts? order) =>
        [.. pieces.Select(piece => new QuestionGoods(piece.Line, order?.Line(piece.Line)?.Sku ?? "", piece.Quantity))];
}
