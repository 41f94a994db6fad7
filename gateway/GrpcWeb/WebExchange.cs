using Aftersales.Gateway.Replies;
using Microsoft.AspNetCore.Http.Features;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>One call of gRPC-Web. As text, its body is base64 both ways.</summary>
internal sealed record WebExchange(Wire Wire)
{
    public static WebExchange Of(HttpContext context) => context.Features.Get<WebExchange>()!;

    public static async Task Run(HttpContext context, Wire wire, Func<Task> call)
    {
        context.Features.Set(new WebExchange(wire));
        if (wire is not Wire.GrpcWebText)
        {
            await call();
            return;
        }

        var (request, response) = (context.Request.Body, context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Request.Body = new FromBase64(request);
        context.Request.ContentLength = null;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new ToBase64(response.Stream), response));
        await call();
        context.Request.Body = request;
        context.Features.Set(response);
    }
}
