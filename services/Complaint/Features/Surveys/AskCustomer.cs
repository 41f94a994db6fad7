using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A case was closed: its customer is asked, once for this closing (R-QLT-4). What they said already is the answer.</summary>
public sealed class AskCustomer(Cases cases, CaseDesk desk, SurveyDesk surveys, Vault vault) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await cases.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Asking: { } asking, Closed: { } closed } about })
            return;
        var id = Ids.Derived("srv", $"{call.Merchant}/{about.Id}/{about.Reopenings}");
        var token = surveys.Token(id, call);
        var survey = new Survey(
            id, about.Id, about.Customer, new(about.Type, about.Channel, about.Owner ?? ""), SurveyDesk.HashOf(token), closed,
            closed + surveys.Policy(call).ValidFor);
        await surveys.Change(id, call, (decider, state) => decider.Ask(state, survey, asking));
        await desk.Change(about.Id, call, new CaseCommand.FinishAsking(id, asking.Score > 0 ? SealedText.Empty : vault.SealOrEmpty(surveys.Url(token)), survey.Ends));
    }
}
