using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Store;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Case = Aftersales.Complaints.Domain.Case;
using CaseType = Aftersales.Complaints.Domain.CaseType;
using Channel = Aftersales.Complaints.Domain.Channel;
using Severity = Aftersales.Complaints.Domain.Severity;
using Tier = Aftersales.Complaints.Domain.Tier;

namespace Aftersales.Complaints.Queries;

/// <summary>
/// Cases by any combination of what is known of them, the newest first. The shortest list that holds them all is gone through and the rest filtered; one call
/// goes through so many rows at most, and the next goes on from there.
/// </summary>
public sealed class SearchCases(Cases cases, CaseDesk desk, WordSeal words, Vault vault)
{
    /// <summary>Rows that one call goes through.</summary>
    public const int MostRows = 1000;

    private const int Read = 250;
    private const int Probe = 20;
    private const int ProbedWords = 8;

    public async Task<SearchCasesResponse> Handle(SearchCasesRequest request, Call call)
    {
        var filter = Filter(request, call);
        var lists = FoundLists.For(filter);
        var (list, token) = request.PageToken.Length > 0 ? (PageTokens.Choose(lists, request.PageToken), request.PageToken)
            : await Shortest(lists, call) is var shortest && filter.Until is { } until ? (shortest, PageTokens.Write(shortest, TimeKey.Of(until), ""))
            : (shortest, "");
        return await Walk(filter, list, token, PageTokens.Size(request.PageSize), call);
    }

    private async Task<SearchCasesResponse> Walk(CaseFilter filter, string list, string token, int size, Call call)
    {
        var found = new SearchCasesResponse();
        for (var seen = 0; ;)
        {
            var page = await cases.List(call, list, Read, token, descending: true);
            foreach (var row in page.Rows)
            {
                if (row.State.Opened < filter.From)
                    return found;
                if (filter.Matches(row.State))
                    found.Cases.Add(new Versioned<Case>(row.Aggregate, row.State, row.Version).ToContract(vault, call));
                token = PageTokens.Write(list, TimeKey.Of(row.State.Opened), row.Item);
                if (found.Cases.Count == size || ++seen == MostRows)
                {
                    found.NextPageToken = token;
                    return found;
                }
            }

            if (page.NextPageToken.Length == 0)
                return found;
        }
    }

    // Of several words the rarest, as far as a glance at each tells.
    private async Task<string> Shortest(ImmutableArray<string> lists, Call call)
    {
        if (lists.Length == 1)
            return lists[0];
        var (shortest, least) = (lists[0], int.MaxValue);
        foreach (var list in lists.Take(ProbedWords))
        {
            var rows = (await cases.List(call, list, Probe, "")).Rows.Count;
            if (rows < least)
                (shortest, least) = (list, rows);
            if (least == 0)
                break;
        }

        return shortest;
    }

    private CaseFilter Filter(SearchCasesRequest request, Call call)
    {
        if (call.Caller.IsCustomer && (request.OwnerId.Length > 0 || (request.CustomerId.Length > 0 && request.CustomerId != call.Person)))
            throw new RefusedException(CaseReasons.Invalid("customer_id", "customers look for their own cases"));
        if (request is { OpenedFrom: { } from, OpenedUntil: { } until } && from.ToInstant() >= until.ToInstant())
            throw new RefusedException(CaseReasons.Invalid("opened_until", "comes after opened_from"));
        var sought = words.Of(request.Text, desk.Policy(call).Search.WordsPerCase, call);
        if (request.Text.Length > 0 && sought.IsEmpty)
            throw new RefusedException(CaseReasons.Invalid("text", "has a word of two letters or more"));
        return new()
        {
            Order = Given(request.OrderId),
            Customer = call.Caller.IsCustomer ? call.Person : Given(request.CustomerId),
            Owner = Given(request.OwnerId),
            Type = (CaseType)request.Type,
            Stage = (CaseStage)request.State,
            Tier = (Tier)request.Tier,
            Severity = (Severity)request.Severity,
            Channel = (Channel)request.Channel,
            From = request.OpenedFrom?.ToInstant(),
            Until = request.OpenedUntil?.ToInstant(),
            Words = sought,
        };
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
