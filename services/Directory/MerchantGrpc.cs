using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about a registered merchant and the trail, and the features that handle them.</summary>
public sealed class MerchantGrpc : MerchantService.MerchantServiceBase
{
    public override Task<RenameMerchantResponse> RenameMerchant(RenameMerchantRequest request, ServerCallContext context) =>
        context.Feature<ChangeMerchant>().Handle(request, context.Call(request));

    public override Task<PutShopResponse> PutShop(PutShopRequest request, ServerCallContext context) =>
        context.Feature<ChangeMerchant>().Handle(request, context.Call(request));

    public override Task<CloseShopResponse> CloseShop(CloseShopRequest request, ServerCallContext context) =>
        context.Feature<ChangeMerchant>().Handle(request, context.Call(request));

    public override Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context) =>
        context.Feature<ReadChanges>().Handle(request, context.Call(request));
}
