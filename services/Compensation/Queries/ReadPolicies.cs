using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations.Queries;

/// <summary>Reads of policies.</summary>
public sealed class ReadPolicies(Aggregates<PolicyDraft, PolicyEvent> drafts, PolicyBook book)
{
    private const string Current = "current";

    public async Task<GetPolicyResponse> Handle(GetPolicyRequest request, Call call) => new() { Policy = await Find(call, request.PolicyId) };

    public async Task<ListPoliciesResponse> Handle(ListPoliciesRequest request, Call call)
    {
        var inForce = await book.InForceId(call);
        var page = await drafts.List(call, PolicyAggregate.All, request.PageSize, request.PageToken, descending: true);
        var shown = page.Rows.Select(row => new Versioned<PolicyDraft>(row.Aggregate, row.State with { Document = "" }, row.Version).ToPolicy(row.Aggregate == inForce));
        return new() { Policies = { shown }, NextPageToken = page.NextPageToken };
    }

    /// <summary>A policy with its document.</summary>
    /// <exception cref="RefusedException">POLICY_NOT_FOUND.</exception>
    public async Task<Contracts.Compensations.Policy> Find(Call call, string id)
    {
        var inForce = await book.InForceId(call);
        var wanted = id == Current ? inForce : id;
        if (wanted == PolicyBook.Seed)
        {
            var seed = book.OfFiles(call.Merchant).Policy;
            return new()
            {
                PolicyId = wanted,
                PolicyVersion = seed.Version,
                State = PolicyState.Approved,
                InForce = inForce == wanted,
                Document = Json.Write(seed, seed.GetType()),
            };
        }

        return await drafts.Find(call.Merchant, wanted, call.Cancel) is { } found
            ? found.ToPolicy(wanted == inForce)
            : throw new RefusedException(PolicyDecider.NotFound());
    }
}
