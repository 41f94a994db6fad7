using System.Collections.Immutable;
using System.Text.Encodings.Web;
using Aftersales.Contracts;
using Aftersales.Directories.Domain;
using Aftersales.Directories.Ports;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using NodaTime;

namespace Aftersales.Directories.Development;

/// <summary><c>GET /development/outbox?merchant=…</c>: what customers are told, for people who try the suite. In Development only; it asks nobody who they are.</summary>
public sealed class OutboxPage(Aggregates<Outgoing, DeliveryEvent> messages, MessageTexts texts, IClock clock, BusinessCalendar calendar)
{
    private const int Shown = 50;

    private const string Style =
        """
        body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-top:1px solid #e4e4e7}
        td.text{white-space:pre-line;max-width:26rem}small{color:#52525b}
        """;

    public async Task<IResult> Show(HttpContext context)
    {
        var merchant = context.Request.Query["merchant"].ToString();
        if (merchant.Length == 0)
            return Results.BadRequest("which merchant? /development/outbox?merchant=…");
        var call = new Call(
            new(merchant, "development", ImmutableHashSet.Create(Role.Service)), "development/outbox", clock.GetCurrentInstant(), context.RequestAborted);
        var page = await messages.List(call, MessageLists.All, Shown, "", descending: true);
        var rows = new List<string>();
        foreach (var row in page.Rows)
            rows.Add(Row(row.State, await Text(row.State, Language.Zh, call), await Text(row.State, Language.En, call)));
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(Page(merchant, rows), "text/html; charset=utf-8");
    }

    private async Task<MessageText> Text(Outgoing message, Language language, Call call) =>
        await texts.Find(message.Id, language, call) ?? new("", "");

    private string Row(Outgoing message, MessageText zh, MessageText en) =>
        $"""
         <tr><td>{message.Made.InZone(calendar.Zone):yyyy-MM-dd HH:mm}<br><small>{Html(message.Template)}<br>{Html(message.Id)}</small></td>
         <td>{Html(message.Customer)}</td><td>{message.Stage}<br><small>{(message.Medium == Medium.Unspecified ? "" : $"{message.Medium} ")}{Html(message.Why)}</small></td>
         <td class="text"><b>{Html(zh.Subject)}</b>
         {Html(zh.Body)}</td><td class="text"><b>{Html(en.Subject)}</b>
         {Html(en.Body)}</td></tr>
         """;

    private static string Page(string merchant, List<string> rows) =>
        $"""
         <!doctype html>
         <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Messages to customers</title><style>{Style}</style></head><body>
         <h1>Messages to customers of {Html(merchant)}</h1>
         <p>The latest {Shown}, in Development only.</p>
         <table><tr><th>made</th><th>to</th><th>stands</th><th>Chinese</th><th>English</th></tr>
         {string.Join('\n', rows)}
         </table></body></html>
         """;

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
