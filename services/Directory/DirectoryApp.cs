using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Hosting;
using ApiKey = Aftersales.Directories.Domain.ApiKey;
using Merchant = Aftersales.Directories.Domain.Merchant;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories;

/// <summary>What there is in Directory.</summary>
public static class DirectoryApp
{
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<Merchant, MerchantEvent, MerchantAggregate>();
        service.AddAggregate<Person, PersonEvent, PersonAggregate>();
        service.AddAggregate<ApiKey, ApiKeyEvent, ApiKeyAggregate>();
        service.AddPolicy<DirectoryPolicy>("directory.json");
        service.AddFeature<RegisterMerchant>();
        service.AddFeature<AddPerson>();
        service.AddFeature<ChangePerson>();
        service.AddFeature<ReadDirectory>();
        service.AddFeature<MakeApiKey>();
        service.AddFeature<RevokeApiKey>();
        service.AddFeature<VerifyApiKey>();
        service.AddFeature<ReadApiKeys>();
        service.MapGrpc<DirectoryGrpc>(DirectoryService.Descriptor);
        service.MapGrpc<ApiKeyGrpc>(ApiKeyService.Descriptor);
        return service.Build();
    }
}
