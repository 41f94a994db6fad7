using System.Security.Cryptography;

namespace Aftersales.Gateway.Documentation;

/// <summary>What people read before they call: <c>/</c>, <c>/docs</c> and <c>/openapi.json</c>. Open to everybody, as the contracts are.</summary>
internal static class DocumentationEndpoints
{
    private const string Document = "/openapi.json";

    public static void MapDocumentation(this WebApplication app, GatewaySettings settings)
    {
        // Put together when first asked for: most gateways are never asked.
        var document = new Lazy<(byte[] Text, string Tag)>(() =>
        {
            var text = OpenApiDocument.Write(settings);
            return (text, $"\"{Convert.ToHexStringLower(SHA256.HashData(text)[..8])}\"");
        });
        app.MapGet(Document, () => Results.Bytes(document.Value.Text, "application/json", entityTag: new(document.Value.Tag)));
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "After-sales suite: JSON API";
            ui.SwaggerEndpoint(Document, "After-sales suite");
            ui.DisplayOperationId();
            ui.DisplayRequestDuration();
            ui.EnableFilter();
            ui.EnableDeepLinking();
            ui.DefaultModelsExpandDepth(0);
            ui.DocExpansion(Swashbuckle.AspNetCore.SwaggerUI.DocExpansion.None);
        });
        var page = new LandingPage(app.Services.GetRequiredService<Probing.ServiceProbe>(), settings);
        app.MapGet("/", (Delegate)page.Show);
    }
}
