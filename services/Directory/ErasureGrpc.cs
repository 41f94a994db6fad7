using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about erasing customers' personal data.</summary>
public sealed class ErasureGrpc : ErasureService.ErasureServiceBase
{
    public override Task<EraseCustomerResponse> EraseCustomer(EraseCustomerRequest request, ServerCallContext context) =>
        context.Feature<EraseCustomer>().Handle(request, context.Call(request));

    public override Task<GetErasureResponse> GetErasure(GetErasureRequest request, ServerCallContext context) =>
        context.Feature<ReadErasures>().Handle(request, context.Call(request));

    public override Task<ListErasuresResponse> ListErasures(ListErasuresRequest request, ServerCallContext context) =>
        context.Feature<ReadErasures>().Handle(request, context.Call(request));
}
