using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Grpc.Core;

namespace Aftersales.Platform.Pipeline;

/// <summary>Who calls, and whether the contract lets them: roles are declared on the method (R-PPL-2 rests on it). Ownership is the feature's.</summary>
public sealed class AccessInterceptor(ContractMethods methods, Tokens tokens) : ServerInterceptor
{
    private const string Scheme = "Bearer ";

    protected override async Task Around(object? request, ServerCallContext context, Func<Task> next)
    {
        if (methods.Find(context.Method) is { } method)
            context.Admit(await Caller(context, method), method);
        await next();
    }

    private async Task<Caller> Caller(ServerCallContext context, ContractMethod method)
    {
        var header = context.RequestHeaders.GetValue("authorization");
        var caller = header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true ? await tokens.Verify(header[Scheme.Length..]) : null;
        if (caller is null)
            throw Grpc.Errors.ToRpcException(Grpc.Errors.Status(StatusCode.Unauthenticated, "no token, or one that does not verify", "TOKEN_INVALID"));
        if (!method.Roles.Any(caller.Is))
        {
            throw new RefusedException(new Refusal(PlatformReasons.RoleRequired, "none of the caller's roles may call this method")
                .With("allowed", string.Join(',', method.Roles.Select(RoleNames.Of))));
        }

        if (caller.Scope is { } scope && !scope.Covers(context.Method))
        {
            throw new RefusedException(new Refusal(PlatformReasons.ApiKeyMethodDenied, "the API key is not for this method")
                .With("allowed", string.Join(',', scope.Methods)));
        }

        return caller with { App = context.RequestHeaders.GetValue("dapr-caller-app-id") ?? "" };
    }
}
