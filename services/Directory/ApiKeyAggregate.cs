using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using ApiKey = Aftersales.Directories.Domain.ApiKey;

namespace Aftersales.Directories;

/// <summary>An API key in the store.</summary>
public sealed class ApiKeyAggregate : AggregateType<ApiKey, ApiKeyEvent>
{
    public const string List = "api-keys";

    /// <summary>How many keys are not revoked.</summary>
    public const string Count = "api-keys";

    public const string Name = "api-key";

    public override string Kind => Name;

    public override ApiKey Evolve(ApiKey? state, ApiKeyEvent happened) => ApiKeyDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, ApiKey state) => [new(List, id, id, id)];

    public override IEnumerable<Share> Shares(string id, ApiKey state) => state.Revoked is null ? [new(Count, 1, int.MaxValue)] : [];
}
