// A customer complains: dotnet run http://localhost:8080 http://localhost:8081
using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Client;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Sample;
using Grpc.Core;
using Channel = Aftersales.Contracts.Complaints.Channel;

var (http, grpc) = (args.ElementAtOrDefault(0) ?? "http://localhost:8080", args.ElementAtOrDefault(1) ?? "http://localhost:8081");

// Events are posted to a webhook, which a supervisor makes.
using var desk = new AfterSalesClient(new(grpc), Credential.Token(cancel => DevelopmentToken("lin", "supervisor", cancel)));
var hooks = desk.Of(calls => new WebhookService.WebhookServiceClient(calls));
using var receiver = new Receiver();
var hook = await hooks.CreateSubscriptionAsync(new() { Label = "sample", Url = receiver.Address, EventTypes = { CaseOpened.Descriptor.FullName } });

using var suite = new AfterSalesClient(new(grpc), Credential.Token(cancel => DevelopmentToken("buyer-cs", "customer", cancel)));
var complaints = suite.Of(calls => new ComplaintService.ComplaintServiceClient(calls));

// The first call gives it a request id, which stays: the same object again is the same request.
var request = new OpenCaseRequest { Type = CaseType.Inquiry, Channel = Channel.Web, Description = "Where can I see my invoices?" };
var opened = (await complaints.OpenCaseAsync(request)).Case;
Console.WriteLine($"opened {opened.CaseId}, {opened.State}, version {opened.Version}");

var again = (await complaints.OpenCaseAsync(request)).Case;
Console.WriteLine($"said again: {(again.CaseId == opened.CaseId ? "the same case" : "ANOTHER CASE")}");

var now = (await complaints.GetCaseAsync(new() { CaseId = opened.CaseId })).Case;
Console.WriteLine($"now: {now.State}, waiting for {now.Clock.WaitsFor}");

var timeline = suite.Of(calls => new TimelineService.TimelineServiceClient(calls));
await foreach (var news in suite.Watch(new WatchTimelineRequest { CaseId = opened.CaseId }, (r, options) => timeline.WatchTimeline(r, options)))
{
    if (news.Entries.Count == 0)
        continue; // a sign of life
    Console.WriteLine($"followed: {news.Entries[0].Event}");
    break;
}

await complaints.OpenCaseAsync(new() { Type = CaseType.Inquiry, Channel = Channel.Web, Description = "Do you have gift cards?" });
var (pages, found) = (0, false);
await foreach (var one in Lists.All(new ListCasesRequest { PageSize = 1 }, r => complaints.ListCasesAsync(r), page => { pages++; return page.Cases; }))
    found |= one.CaseId == opened.CaseId;
Console.WriteLine($"listed: {(found ? "found" : "NOT FOUND")} on {pages} pages");

try
{
    await complaints.OpenCaseAsync(new() { RequestId = "not a UUID", Description = "?" });
}
catch (RpcException error) when (error.Refusal() is { } refusal)
{
    Console.WriteLine($"refused: {refusal.ReasonText} at {string.Join(", ", refusal.Fields.Select(field => field.Path))}");
}

var happened = await receiver.Next(new(hook.SigningSecret), about: opened.CaseId);
Console.WriteLine($"received: {happened.Type}, {happened.As<CaseOpened>().Case.Type}");
await hooks.EndSubscriptionAsync(new() { SubscriptionId = hook.Subscription.SubscriptionId });

// In development anybody gets a token; an installation has an issuer of its own.
async Task<AccessToken> DevelopmentToken(string subject, string role, CancellationToken cancel)
{
    using var client = new HttpClient { BaseAddress = new(http) };
    using var response = await client.PostAsJsonAsync("/development/token", new { merchant = "acme", subject, roles = new[] { role } }, cancel);
    response.EnsureSuccessStatusCode();
    var token = (await response.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("token").GetString()!;
    return new(token, DateTimeOffset.UtcNow.AddMinutes(10));
}
