using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Proposal = Aftersales.Compensations.Domain.Proposal;

namespace Aftersales.Compensations.Queries;

/// <summary>Reads of proposals. A customer sees their own only.</summary>
public sealed class ReadProposals(Aggregates<Proposal, ProposalEvent> proposals)
{
    public async Task<GetProposalResponse> Handle(GetProposalRequest request, Call call) => new() { Proposal = (await Find(call, request.ProposalId)).ToProposal() };

    public async Task<ListProposalsResponse> Handle(ListProposalsRequest request, Call call)
    {
        var page = await proposals.List(call, List(request, call), request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Proposals = { page.Rows.Where(row => IsOpenTo(call, row.State)).Select(row => new Versioned<Proposal>(row.Aggregate, row.State, row.Version).ToProposal()) },
            NextPageToken = page.NextPageToken,
        };
    }

    /// <summary>One that was proposed, and that the caller may see.</summary>
    /// <exception cref="RefusedException">PROPOSAL_NOT_FOUND.</exception>
    public async Task<Versioned<Proposal>> Find(Call call, string id) =>
        await proposals.Find(call.Merchant, id, call.Cancel) is { State.Offer: not null } found && IsOpenTo(call, found.State)
            ? found
            : throw new RefusedException(ProposalDecider.NotFound());

    private static string List(ListProposalsRequest request, Call call) => (request.OrderId, request.CustomerId) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => throw new RefusedException(PlatformReasons.Invalid("customer_id", "at most one filter")),
        ({ Length: > 0 } order, _) => ProposalAggregate.OfOrder(order),
        _ when call.Caller.IsCustomer => ProposalAggregate.OfCustomer(call.Person),
        (_, { Length: > 0 } customer) => ProposalAggregate.OfCustomer(customer),
        _ => ProposalAggregate.All,
    };

    private static bool IsOpenTo(Call call, Proposal proposal) => !call.Caller.IsCustomer || proposal.CustomerId == call.Person;
}
