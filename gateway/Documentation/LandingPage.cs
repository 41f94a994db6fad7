using System.Text.Encodings.Web;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Probing;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Gateway.Documentation;

/// <summary>What somebody sees who opens the gateway in a browser: what runs here, where to read on, and first calls to copy.</summary>
internal sealed class LandingPage(ServiceProbe probe, GatewaySettings settings)
{
    private const string Style =
        """
        body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
        h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1.5rem .2rem 0}
        pre{background:#f4f4f5;padding:.8rem;overflow-x:auto;border-radius:.4rem}.up{color:#15803d}.down{color:#b91c1c}
        """;

    public async Task<IResult> Show(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(Page($"{context.Request.Scheme}://{context.Request.Host}", await Rows(context.RequestAborted)), "text/html; charset=utf-8");
    }

    private async Task<string> Rows(CancellationToken cancel)
    {
        var services = settings.Services.Where(service => service.Methods.Any(method => ForwardedMethod.Of(method).IsOpen)).ToList();
        var states = await Task.WhenAll(services.Select(service => probe.IsServing(service.FullName, cancel)));
        return string.Join('\n', services.Zip(states, (service, isServing) =>
            $"<tr><td>{Text(service.FullName)}</td><td>{service.Methods.Count}</td>{State(service, isServing)}</tr>"));
    }

    private static string State(ServiceDescriptor service, bool? isServing) =>
        ServiceChoice.IsOfEveryService(service) ? "<td class=\"every\">at each service</td>"
        : isServing is true ? "<td class=\"up\">serving</td>"
        : "<td class=\"down\">not reached</td>";

    private string Page(string address, string services) =>
        $"""
         <!doctype html>
         <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>After-sales suite</title><style>{Style}</style></head><body>
         <h1>After-sales suite {Text(OpenApiDocument.Version)}</h1>
         <p>Complaints, returns, refunds, compensation and invoices of an online shop, over JSON, gRPC and gRPC-Web.</p>
         <ul>
         <li><a href="/docs">Every call of the JSON API, to try out</a>; the same as <a href="/openapi.json">OpenAPI 3.1</a></li>
         <li>gRPC on port {settings.GrpcPort} (HTTP/2), with reflection and the standard health interface; gRPC-Web on this port</li>
         <li><a href="/healthz">live</a>, <a href="/readyz">ready</a></li>
         </ul>
         <h2>What runs</h2>
         <table><tr><th>service</th><th>methods</th><th>now</th></tr>
         {services}
         </table>
         <h2>First calls</h2>
         <pre>{Text(FirstCalls(address))}</pre>
         </body></html>
         """;

    private string FirstCalls(string address) =>
        $$"""
          {{TokenCall(address)}}

          curl {{address}}/v1/people -H "authorization: Bearer $TOKEN" \
            -H 'content-type: application/json' -H 'idempotency-key: add-wang' \
            -d '{"personId":"wang","name":"王小燕","roles":["ROLE_AGENT_L1"],"capacity":20}'

          curl "{{address}}/v1/people?pageSize=10" -H "authorization: Bearer $TOKEN"
          """;

    private string TokenCall(string address) => settings.DevelopmentKey is null
        ? $"TOKEN=…   # of the issuer {settings.Issuer}, for the audience {settings.Audience}"
        : $$"""
            TOKEN=$(curl -s {{address}}/development/token -H 'content-type: application/json' \
              -d '{"merchant":"acme","subject":"lin","roles":["supervisor"]}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
            """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
