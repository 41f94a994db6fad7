using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Contract = Aftersales.Contracts.Compensations;

namespace Aftersales.Compensations;

/// <summary>A person's authority in the store. It is never removed: who could decide what, and when, can be read for good.</summary>
public sealed class AuthorityAggregate : AggregateType<Authority, AuthorityEvent>
{
    public const string End = "end";
    public const string All = "all-authorities";

    /// <summary>Those that did not end and were not revoked.</summary>
    public const string Live = "live-authorities";

    public override string Kind => "authority";

    public static string Of(string list, string person) => $"{list}:{person}";

    public override Authority Evolve(Authority? state, AuthorityEvent happened) => DelegationDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Authority state)
    {
        var key = state.GivenAt.ToUnixTimeTicks().ToString("D19");
        foreach (var list in state.Status == AuthorityStatus.Given ? (string[])[All, Live] : [All])
        {
            yield return new(list, key, id, id);
            yield return new(Of(list, state.Person), key, id, id);
        }
    }

    /// <summary>So that one page holds all that a decision has to know.</summary>
    public override IEnumerable<Share> Shares(string id, Authority state) =>
        [new($"authorities/{state.Person}", state.Status == AuthorityStatus.Given ? 1 : 0, DelegationDecider.Most)];

    public override IEnumerable<Due> Work(string id, Authority state) => state is { Status: AuthorityStatus.Given, Until: { } until } ? [new(End, until)] : [];

    public override IEnumerable<IMessage> Publish(string id, Authority? before, AuthorityEvent happened, Authority after, long version)
    {
        var told = new Versioned<Authority>(id, after, version).ToAuthority();
        yield return happened switch
        {
            AuthorityGiven => new Contract.AuthorityGiven { Authority = told },
            AuthorityEnded => new Contract.AuthorityEnded { Authority = told },
            AuthorityRevoked => new Contract.AuthorityRevoked { Authority = told },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not published"),
        };
    }

    public override Refusal SumExceeded(Share share, long present) => DelegationDecider.TooMany();
}
