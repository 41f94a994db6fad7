using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods and the features that handle them.</summary>
public sealed class DirectoryGrpc : DirectoryService.DirectoryServiceBase
{
    public override Task<RegisterMerchantResponse> RegisterMerchant(RegisterMerchantRequest request, ServerCallContext context) =>
        context.Feature<RegisterMerchant>().Handle(request, context.Call(request));

    public override Task<GetMerchantResponse> GetMerchant(GetMerchantRequest request, ServerCallContext context) =>
        context.Feature<ReadDirectory>().Handle(request, context.Call(request));

    public override Task<AddPersonResponse> AddPerson(AddPersonRequest request, ServerCallContext context) =>
        context.Feature<AddPerson>().Handle(request, context.Call(request));

    public override Task<ChangeRolesResponse> ChangeRoles(ChangeRolesRequest request, ServerCallContext context) =>
        context.Feature<ChangePerson>().Handle(request, context.Call(request));

    public override Task<StartShiftResponse> StartShift(StartShiftRequest request, ServerCallContext context) =>
        context.Feature<ChangePerson>().Handle(request, context.Call(request));

    public override Task<EndShiftResponse> EndShift(EndShiftRequest request, ServerCallContext context) =>
        context.Feature<ChangePerson>().Handle(request, context.Call(request));

    public override Task<DeactivatePersonResponse> DeactivatePerson(DeactivatePersonRequest request, ServerCallContext context) =>
        context.Feature<ChangePerson>().Handle(request, context.Call(request));

    public override Task<GetPersonResponse> GetPerson(GetPersonRequest request, ServerCallContext context) =>
        context.Feature<ReadDirectory>().Handle(request, context.Call(request));

    public override Task<ListPeopleResponse> ListPeople(ListPeopleRequest request, ServerCallContext context) =>
        context.Feature<ReadDirectory>().Handle(request, context.Call(request));
}
