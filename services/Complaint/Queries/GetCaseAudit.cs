using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Case = Aftersales.Complaints.Domain.Case;

namespace Aftersales.Complaints.Queries;

/// <summary>Who did what on a case and its plans, from the events themselves: by time, and those of one moment case first.</summary>
public sealed class GetCaseAudit(CaseDesk desk, IStore store)
{
    public async Task<GetCaseAuditResponse> Handle(GetCaseAuditRequest request, Call call)
    {
        var state = (await desk.Find(call, request.CaseId)).State;
        (string Kind, string Id)[] subjects = [("case", state.Id), .. PlansOf(state).Select(id => ("plan", id))];
        var (size, read) = (PageTokens.Size(request.PageSize), Read(request.PageToken, subjects.Length));
        var next = await Task.WhenAll(subjects.Select((subject, i) => store.Events(call.Merchant, subject.Kind, subject.Id, read[i], size, call.Cancel)));
        var page = next
            .SelectMany((events, subject) => events.Select(happened => (Subject: subject, Happened: happened)))
            .OrderBy(entry => entry.Happened.At).ThenBy(entry => entry.Subject).ThenBy(entry => entry.Happened.Version)
            .Take(size)
            .ToList();
        foreach (var (subject, happened) in page)
            read[subject] = happened.Version;
        return new()
        {
            Entries = { page.Select(entry => ToContract(subjects[entry.Subject].Id, entry.Happened)) },
            NextPageToken = page.Count < size ? "" : string.Join('.', read.Select(version => version.ToString(CultureInfo.InvariantCulture))),
        };
    }

    // Every offer that was accepted led to one; a direct return's and owed cash's plan are the case's own.
    private static IEnumerable<string> PlansOf(Case state) => state.Offers
        .Where(offer => offer.Stage == OfferStage.Accepted)
        .Select(offer => CaseDecider.PlanOf(state.Id, offer.Id))
        .Concat(state.Plan is { } plan ? [plan] : [])
        .Distinct();

    private static AuditEntry ToContract(string subject, StoredEvent happened) => new()
    {
        Time = happened.At.ToContract(),
        PersonId = happened.Actor.Person,
        App = happened.Actor.App,
        SubjectId = subject,
        Version = happened.Version,
        Event = happened.Type,
        RequestId = happened.Actor.RequestId ?? "",
        TraceId = happened.Actor.TraceId ?? "",
    };

    // Up to which version of each subject was read; plans that came since begin at nothing.
    private static long[] Read(string token, int subjects)
    {
        var read = new long[subjects];
        var parts = token.Length == 0 ? [] : token.Split('.');
        if (parts.Length > subjects)
            throw Foreign();
        for (var i = 0; i < parts.Length; i++)
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out read[i]))
                throw Foreign();
        return read;
    }

    private static RefusedException Foreign() => new(new(PlatformReasons.PageTokenInvalid, "page_token: not made by this list"));
}
