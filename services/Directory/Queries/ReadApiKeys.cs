using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using ApiKey = Aftersales.Directories.Domain.ApiKey;

namespace Aftersales.Directories.Queries;

/// <summary>Keys without their secrets.</summary>
public sealed class ReadApiKeys(Aggregates<ApiKey, ApiKeyEvent> keys)
{
    public async Task<GetApiKeyResponse> Handle(GetApiKeyRequest request, Call call) => new()
    {
        ApiKey = (await keys.Find(call.Merchant, request.KeyId, call.Cancel))?.ToApiKey(call.Now)
            ?? throw new RefusedException(new(DirectoryReasons.ApiKeyNotFound, "no such API key of this merchant")),
    };

    public async Task<ListApiKeysResponse> Handle(ListApiKeysRequest request, Call call)
    {
        var page = await keys.List(call, ApiKeyAggregate.List, request.PageSize, request.PageToken, descending: true);
        return new()
        {
            ApiKeys = { page.Rows.Select(row => new Versioned<ApiKey>(row.Aggregate, row.State, row.Version).ToApiKey(call.Now)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
