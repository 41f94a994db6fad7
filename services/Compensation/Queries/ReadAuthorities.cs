using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Authority = Aftersales.Compensations.Domain.Authority;

namespace Aftersales.Compensations.Queries;

/// <summary>Reads of authorities. Agents see their own only.</summary>
public sealed class ReadAuthorities(Aggregates<Authority, AuthorityEvent> authorities)
{
    public async Task<GetAuthorityResponse> Handle(GetAuthorityRequest request, Call call) =>
        await authorities.Find(call.Merchant, request.AuthorityId, call.Cancel) is { } found && (SeesAll(call) || found.State.Person == call.Person)
            ? new() { Authority = found.ToAuthority() }
            : throw new RefusedException(DelegationDecider.NotFound());

    public async Task<ListAuthoritiesResponse> Handle(ListAuthoritiesRequest request, Call call)
    {
        var list = request.LiveOnly ? AuthorityAggregate.Live : AuthorityAggregate.All;
        var person = SeesAll(call) ? request.PersonId : call.Person;
        var page = await authorities.List(call, person.Length == 0 ? list : AuthorityAggregate.Of(list, person), request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Authorities = { page.Rows.Select(row => new Versioned<Authority>(row.Aggregate, row.State, row.Version).ToAuthority()) },
            NextPageToken = page.NextPageToken,
        };
    }

    /// <summary>Whether the caller sees what is others' as well.</summary>
    internal static bool SeesAll(Call call) => call.Caller.Is(Role.Supervisor) || call.Caller.Is(Role.Finance) || call.Caller.Is(Role.Platform);
}
