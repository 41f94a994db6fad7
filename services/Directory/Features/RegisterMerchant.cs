using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Merchant = Aftersales.Directories.Domain.Merchant;

namespace Aftersales.Directories.Features;

/// <summary>The platform registers a merchant. The caller's token names the new merchant as its own: a token reaches one tenant only.</summary>
public sealed class RegisterMerchant(Aggregates<Merchant, MerchantEvent> merchants, Vault vault)
{
    public Task<RegisterMerchantResponse> Handle(RegisterMerchantRequest request, Call call)
    {
        if (request.MerchantId != call.Merchant)
            throw new RefusedException(PlatformReasons.Invalid("merchant_id", "must be the merchant that the token names"));
        if ((request.FirstSupervisorId.Length > 0) != (request.FirstSupervisorName.Length > 0))
            throw new RefusedException(PlatformReasons.Invalid("first_supervisor_name", "comes with first_supervisor_id"));
        if (request.Shops.Select(s => s.ShopId).Distinct().Count() < request.Shops.Count)
            throw new RefusedException(PlatformReasons.Invalid("shops", "each shop once"));
        var first = request.FirstSupervisorId.Length == 0 ? null : new FirstSupervisor(request.FirstSupervisorId, vault.Seal(request.FirstSupervisorName));
        var registered = new Registered(request.Name, [.. request.Shops.Select(s => s.ToShop())], call.Now, first);
        return merchants.Change(
            request.MerchantId,
            call,
            merchant => MerchantDecider.Register(merchant, registered),
            merchant => new RegisterMerchantResponse { Merchant = merchant.ToMerchant() });
    }
}
