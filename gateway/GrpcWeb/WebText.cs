using Microsoft.AspNetCore.Http.Features;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>gRPC-Web as text: its body is base64 both ways.</summary>
internal static class WebText
{
    public static async Task Run(HttpContext context, Func<Task> call)
    {
        var (request, response) = (context.Request.Body, context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Request.Body = new FromBase64(request);
        context.Request.ContentLength = null;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new ToBase64(response.Stream), response));
        await call();
        context.Request.Body = request;
        context.Features.Set(response);
    }
}
