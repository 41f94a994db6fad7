using System.Text;
using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using NodaTime.Text;
using Satisfaction = Aftersales.Complaints.Domain.Satisfaction;
using Survey = Aftersales.Complaints.Domain.Survey;

namespace Aftersales.Complaints.Queries;

/// <summary>Surveys, their links, and what a month's answers come to (R-QLT-4).</summary>
public sealed class ReadSurveys(Surveys surveys, SurveyDesk desk, CaseDesk cases, IStore store, Vault vault)
{
    public async Task<GetSurveyResponse> Handle(GetSurveyRequest request, Call call) =>
        new() { Survey = (await desk.Find(request.SurveyId, call)).ToContract(vault) };

    public async Task<GetLinkedSurveyResponse> Handle(GetLinkedSurveyRequest request, Call call) =>
        new() { Survey = (await desk.FindLinked(request.LinkToken, call)).State.ToLinked() };

    public async Task<GetSurveyLinkResponse> Handle(GetSurveyLinkRequest request, Call call)
    {
        var survey = (await desk.Find(request.SurveyId, call)).State;
        var token = desk.Token(survey.Id, call);
        return new() { LinkToken = token, Url = desk.Url(token), ExpireTime = survey.Ends.ToContract() };
    }

    public async Task<ListSurveysResponse> Handle(ListSurveysRequest request, Call call)
    {
        var about = await cases.Read(call, request.CaseId);
        var page = await surveys.List(call, SurveyAggregate.OfCase(about.Id), request.PageSize, request.PageToken);
        return new()
        {
            Surveys = { page.Rows.Select(row => new Platform.Aggregates.Versioned<Survey>(row.Aggregate, row.State, row.Version).ToContract(vault)) },
            NextPageToken = page.NextPageToken,
        };
    }

    public async Task<GetSatisfactionResponse> Handle(GetSatisfactionRequest request, Call call)
    {
        var month = YearMonthPattern.Iso.Parse(request.Month).Value;
        var counters = await store.AllUnder(call.Merchant, SurveySums.MonthOf(month.OnDayOfMonth(1)), call.Cancel);
        var rows = Satisfaction.Of(counters.Select(counter => SurveySums.Read(counter.Name, counter.Value)));
        return new() { Rows = { rows.Select(ToContract) }, Csv = Csv(request.Month, rows) };
    }

    private static SatisfactionRow ToContract(Satisfaction row) => new()
    {
        By = (SatisfactionSlice)(row.Slice + 1),
        Key = row.Key,
        Asked = row.Asked,
        Answered = row.Answered,
        Scores = { row.Scores },
        Declined = row.Declined,
        Expired = row.Expired,
        MeanHundredths = row.Mean,
    };

    private static string Csv(string month, IEnumerable<Satisfaction> rows)
    {
        var csv = new CsvWriter().Row("month", "by", "key", "asked", "answered", "score_1", "score_2", "score_3", "score_4", "score_5", "declined", "expired", "mean");
        foreach (var row in rows)
        {
            csv.Row(
            [
                month, Words.Of(row.Slice), row.Key, $"{row.Asked}", $"{row.Answered}", .. row.Scores.Select(count => $"{count}"), $"{row.Declined}", $"{row.Expired}",
                ReportCells.Hundredths(row.Mean),
            ]);
        }

        return Encoding.UTF8.GetString(csv.Take());
    }
}
