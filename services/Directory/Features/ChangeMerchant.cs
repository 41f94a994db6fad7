using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Merchant = Aftersales.Directories.Domain.Merchant;

namespace Aftersales.Directories.Features;

/// <summary>What changes of a merchant after it was registered.</summary>
public sealed class ChangeMerchant(Aggregates<Merchant, MerchantEvent> merchants, Policies<DirectoryPolicy> policies)
{
    public Task<RenameMerchantResponse> Handle(RenameMerchantRequest request, Call call) => merchants.Change(
        call.Merchant, call, merchant => MerchantDecider.Rename(merchant, request.Name), merchant => new RenameMerchantResponse { Merchant = merchant.ToMerchant() });

    public Task<PutShopResponse> Handle(PutShopRequest request, Call call) => merchants.Change(
        call.Merchant,
        call,
        merchant => MerchantDecider.Put(merchant, request.Shop.ToShop(), policies.For(call.Merchant).MostShops),
        merchant => new PutShopResponse { Merchant = merchant.ToMerchant() });

    public Task<CloseShopResponse> Handle(CloseShopRequest request, Call call) => merchants.Change(
        call.Merchant, call, merchant => MerchantDecider.Close(merchant, request.ShopId), merchant => new CloseShopResponse { Merchant = merchant.ToMerchant() });
}
