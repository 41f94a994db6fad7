using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>From questions to the contract's resources. Enums have the contract's numbers.</summary>
public static class QuestionMapping
{
    public static Wire.Question ToContract(this Versioned<Question> found, Vault vault)
    {
        var (state, topic) = (found.State, found.State.Topic);
        return new()
        {
            QuestionId = state.Id,
            Version = found.Version,
            CaseId = state.Case,
            CaseType = (Wire.CaseType)topic.About,
            OrderId = topic.Order ?? "",
            Party = (Wire.QuestionParty)topic.Party,
            Kind = (Wire.QuestionKind)topic.Kind,
            Goods = { topic.Goods.Select(goods => new Wire.QuestionGoods { LineId = goods.Line, Sku = goods.Sku, Quantity = goods.Quantity }) },
            TrackingNo = topic.Parcel ?? "",
            Note = vault.Words(topic.Note),
            SlotFromTime = topic.Slot?.From.ToContract(),
            SlotUntilTime = topic.Slot?.Until.ToContract(),
            State = (Wire.QuestionState)state.Stage,
            AskedBy = state.By,
            AskedTime = state.Asked.ToContract(),
            DueTime = state.Terms.Due.ToContract(),
            Reminders = state.Reminders,
            ByHand = state.ByHand,
            SilentVerdict = (Wire.QuestionVerdict)state.Terms.Silence,
            Answer = state.Answer?.ToContract(vault),
            LateAnswers = { state.Late.Select(late => late.ToContract(vault)) },
        };
    }

    public static Wire.QuestionSnapshot ToSnapshot(this Question state, long version) => new()
    {
        QuestionId = state.Id,
        Version = version,
        CaseId = state.Case,
        OrderId = state.Topic.Order ?? "",
        Party = (Wire.QuestionParty)state.Topic.Party,
        Kind = (Wire.QuestionKind)state.Topic.Kind,
        State = (Wire.QuestionState)state.Stage,
        Verdict = (Wire.QuestionVerdict)(state.Answer?.Verdict ?? 0),
        DueTime = state.Terms.Due.ToContract(),
        Reminders = state.Reminders,
    };

    /// <summary>What a case keeps of it.</summary>
    public static CaseQuestion ToCase(this Question state) => new(state.Id, state.Topic.Party, state.Topic.Kind, state.Terms.Due, state.By == Person.Suite.Id)
    {
        Verdict = state.Answer?.Verdict ?? QuestionVerdict.Unspecified,
        Silent = state.Stage == QuestionStage.Silent,
        Sku = state.Answer?.Sku,
        Withdrawn = state.Stage == QuestionStage.Withdrawn,
    };

    private static Wire.QuestionAnswer ToContract(this QuestionAnswer answer, Vault vault) => new()
    {
        AnswerId = answer.Id,
        Verdict = (Wire.QuestionVerdict)answer.Verdict,
        Text = vault.Words(answer.Text),
        EvidenceIds = { answer.Evidence },
        SubstituteSku = answer.Sku ?? "",
        ReadyTime = answer.Ready?.ToContract(),
        AnsweredBy = answer.By,
        AnsweredTime = answer.At.ToContract(),
    };
}
