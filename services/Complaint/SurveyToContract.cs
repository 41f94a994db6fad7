using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Surveys as the contract tells them.</summary>
internal static class SurveyToContract
{
    public static Wire.Survey ToContract(this Versioned<Survey> found, Vault vault) => new()
    {
        SurveyId = found.State.Id,
        Version = found.Version,
        CaseId = found.State.Case,
        CustomerId = found.State.Customer,
        State = (Wire.SurveyState)found.State.Stage,
        Score = found.State.Score,
        Comment = vault.Words(found.State.Comment),
        FromFeedback = found.State.FromFeedback,
        AskedTime = found.State.Asked.ToContract(),
        ExpireTime = found.State.Ends.ToContract(),
        EndedTime = found.State.Ended?.ToContract(),
    };

    /// <summary>What whoever holds the link sees: nothing personal.</summary>
    public static Wire.LinkedSurvey ToLinked(this Survey state) => new()
    {
        State = (Wire.SurveyState)state.Stage,
        CaseType = (Wire.CaseType)state.Of.Type,
        AskedTime = state.Asked.ToContract(),
        ExpireTime = state.Ends.ToContract(),
    };

    public static Wire.SurveySnapshot ToSnapshot(this Survey state, long version) => new()
    {
        SurveyId = state.Id,
        Version = version,
        CaseId = state.Case,
        CustomerId = state.Customer,
        State = (Wire.SurveyState)state.Stage,
        Score = state.Score,
        ExpireTime = state.Ends.ToContract(),
    };
}
