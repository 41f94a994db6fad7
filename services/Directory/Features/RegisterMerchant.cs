using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Merchant = Aftersales.Directories.Domain.Merchant;
using Shop = Aftersales.Directories.Domain.Shop;

namespace Aftersales.Directories.Features;

/// <summary>The platform registers a merchant. The caller's token names the new merchant as its own: a token reaches one tenant only.</summary>
public sealed class RegisterMerchant(Aggregates<Merchant, MerchantEvent> merchants)
{
    public Task<RegisterMerchantResponse> Handle(RegisterMerchantRequest request, Call call)
    {
        if (request.MerchantId != call.Merchant)
            throw new RefusedException(PlatformReasons.Invalid("merchant_id", "must be the merchant that the token names"));
        return merchants.Change(
            request.MerchantId,
            call,
            merchant => merchant is null
                ? new Registered(request.Name, [.. request.Shops.Select(s => new Shop(s.ShopId, s.Name))], call.Now)
                : new Refusal(DirectoryReasons.MerchantExists, "a merchant of this id is registered"),
            merchant => new RegisterMerchantResponse { Merchant = merchant.ToMerchant() });
    }
}
