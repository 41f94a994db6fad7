using System.Text.Json;
using Aftersales.Testing;
using Microsoft.Playwright;

namespace Aftersales.EndToEnd;

/// <summary>The gateway's pages for people, in a real browser. <c>AFTERSALES_PICTURES</c> names a folder in which to leave what it shows.</summary>
[Collection(PlayedDays.Name)]
public sealed class PageTests(PlayedDay day) : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly List<string> complaints = [];
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private IPage page = null!;
    private string http = "";

    public async Task InitializeAsync()
    {
        using var addresses = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(day.Folder, "addresses.json")));
        http = addresses.RootElement.GetProperty("http").GetString()!.TrimEnd('/');
        playwright = await Playwright.CreateAsync();
        // Whoever runs the tests may be root, for whom it has no sandbox; it opens nothing but our own pages.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 900 } });
        page.Console += (_, message) =>
        {
            // Swagger UI warns its own authors so.
            if (message.Type == "error" && !message.Text.StartsWith("Deprecated:", StringComparison.Ordinal))
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    [Fact]
    public async Task The_first_page_says_what_runs_and_how_to_begin()
    {
        await page.GotoAsync(http);
        var states = await page.Locator("td.up").AllInnerTextsAsync();
        states.ShouldAllBe(state => state == "serving");
        // What operators do at a service, each serves.
        (await page.Locator("tr", new() { Has = page.Locator("td.every") }).AllInnerTextsAsync()).ShouldHaveSingleItem().ShouldContain("OperationsService");
        (states.Count + 1).ShouldBe(await page.Locator("table tr td:first-child").CountAsync());
        (await page.Locator("pre").InnerTextAsync()).ShouldContain($"{http}/v1/people");
        await Picture("landing");
        await page.GetByText("Every call of the JSON API").ClickAsync();
        await page.WaitForURLAsync($"{http}/docs/**");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_from_the_page_of_calls_succeeds()
    {
        await page.GotoAsync($"{http}/docs/index.html#/DirectoryService/DirectoryService_ListPeople");
        await page.GetByRole(AriaRole.Button, new() { Name = "Authorize" }).ClickAsync();
        await page.Locator(".auth-container input").First.FillAsync(await Token());
        await page.Locator(".auth-btn-wrapper .authorize").First.ClickAsync();
        await page.Locator(".auth-btn-wrapper .btn-done").First.ClickAsync();

        var operation = page.Locator("#operations-DirectoryService-DirectoryService_ListPeople");
        await operation.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        var answered = operation.Locator(".live-responses-table .response");
        await answered.First.WaitForAsync();
        (await answered.First.Locator(".response-col_status").InnerTextAsync()).ShouldContain("200");
        (await answered.First.InnerTextAsync()).ShouldContain("wang.l1");
        await operation.ScrollIntoViewIfNeededAsync();
        await Picture("docs");
        complaints.ShouldBeEmpty();
    }

    private async Task<string> Token()
    {
        using var client = new HttpClient();
        using var response = await client.PostAsync(
            $"{http}/development/token",
            new StringContent("""{"merchant":"qinghe","subject":"lin.boss","roles":["supervisor"]}""", System.Text.Encoding.UTF8, "application/json"));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString()!;
    }

    private async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("AFTERSALES_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
