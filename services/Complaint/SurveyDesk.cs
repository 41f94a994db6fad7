using System.Security.Cryptography;
using System.Text;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>
/// Where surveys are found and decided on. A link's token follows from the survey's id and the vault's key: it cannot be guessed, it is kept nowhere but in the sealed message to the customer, and it is
/// the same each time; the survey knows its hash.
/// </summary>
public sealed class SurveyDesk(
    Surveys surveys, Policies<MerchantComplaintPolicy> policies, Vault vault, IStore store, SurveyPage page)
{
    public SurveyPolicy Policy(Call call) => policies.For(call.Merchant).Surveys;

    /// <summary>130 bits that only this service can make.</summary>
    public string Token(string survey, Call call) => vault.Pseudonym($"survey-link/{call.Merchant}/{survey}");

    /// <summary>Empty without a page.</summary>
    public string Url(string token) => page.Address?.Replace("{token}", token, StringComparison.Ordinal) ?? "";

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A survey that the caller may see: a customer's own, or any for the staff.</summary>
    /// <exception cref="RefusedException">SURVEY_NOT_FOUND.</exception>
    public async Task<Versioned<Survey>> Find(string id, Call call) =>
        await surveys.Find(call.Merchant, id, call.Cancel) is { } found && (!call.Caller.IsCustomer || found.State.Customer == call.Person)
            ? found
            : throw new RefusedException(SurveyDecider.NotFound);

    /// <summary>The survey that a link is of.</summary>
    /// <exception cref="RefusedException">SURVEY_LINK_INVALID: not one of ours, or another merchant's.</exception>
    public async Task<Versioned<Survey>> FindLinked(string token, Call call)
    {
        var claim = SurveyAggregate.OfLink(HashOf(token));
        var holders = await store.Holders(call.Merchant, [claim], call.Cancel);
        return holders.TryGetValue(claim, out var id) && await surveys.Find(call.Merchant, id, call.Cancel) is { } found
            ? found
            : throw new RefusedException(new(CaseReasons.SurveyLinkInvalid, "the link is not valid"));
    }

    public Task<TReply> Change<TReply>(
        string id, Call call, Func<SurveyDecider, Survey?, Decision<SurveyEvent>> decide, Func<Versioned<Survey>, TReply> reply)
        where TReply : class, Google.Protobuf.IMessage<TReply>, new() =>
        surveys.Change(id, call, state => decide(Decider(call), state), reply);

    public Task<Versioned<Survey>> Change(string id, Call call, Func<SurveyDecider, Survey?, Decision<SurveyEvent>> decide) =>
        surveys.Change(id, call, state => decide(Decider(call), state));

    private SurveyDecider Decider(Call call) => new(Policy(call), call.Now);
}

/// <summary>The page that links lead to.</summary>
/// <param name="Address">With <c>{token}</c> where the token goes; null for none.</param>
public sealed record SurveyPage(string? Address);
