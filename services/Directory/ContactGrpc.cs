using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about contacts.</summary>
public sealed class ContactGrpc : ContactService.ContactServiceBase
{
    public override Task<SetContactResponse> SetContact(SetContactRequest request, ServerCallContext context) =>
        context.Feature<KeepContact>().Handle(request, context.Call(request));

    public override Task<GetContactResponse> GetContact(GetContactRequest request, ServerCallContext context) =>
        context.Feature<KeepContact>().Handle(request, context.Call(request));

    public override Task<RevealContactResponse> RevealContact(RevealContactRequest request, ServerCallContext context) =>
        context.Feature<KeepContact>().Handle(request, context.Call(request));
}
