using System.Net;
using Aftersales.Kernel;
using Aftersales.Platform.Peers;

namespace Aftersales.Platform.Tests.Peers;

public class PortClientTests
{
    [Fact]
    public async Task Some_answers_need_no_body()
    {
        (await Ask(HttpStatusCode.NotFound, "", (status, _) => $"{status}", HttpStatusCode.NotFound)).ShouldBe("NotFound");
        (await Ask(HttpStatusCode.OK, """{"waybill_no":"SF1"}""", (_, answer) => PortClient.Text(answer, "waybill_no"))).ShouldBe("SF1");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "", "no answer")]
    [InlineData(HttpStatusCode.OK, "[1]", "no answer")]
    [InlineData(HttpStatusCode.OK, "{\"waybill_no\":1}", "no answer")]
    [InlineData(HttpStatusCode.OK, "<html>", "no answer")]
    [InlineData(HttpStatusCode.BadGateway, "", "HTTP 502")]
    public async Task What_makes_no_sense_leaves_open_what_happened(HttpStatusCode status, string body, string told)
    {
        var away = await Should.ThrowAsync<RefusedException>(Ask(status, body, (_, answer) => PortClient.Text(answer, "waybill_no")));
        (away.Refusal.Reason.Name, away.Refusal.Metadata["service"], away.Refusal.Metadata["status"]).ShouldBe(("SERVICE_UNAVAILABLE", "courier", told));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"refused\"")]
    [InlineData("{\"error\":\"refused\"}")]
    public async Task A_refusal_without_a_code_is_no_answer(string body) =>
        await Should.ThrowAsync<RefusedException>(Ask(HttpStatusCode.UnprocessableEntity, body, (_, answer) => PortClient.Refused(answer), HttpStatusCode.UnprocessableEntity));

    private static async Task<string> Ask(HttpStatusCode status, string body, Func<HttpStatusCode, System.Text.Json.JsonElement, string> read, params HttpStatusCode[] expected)
    {
        using var http = new HttpClient(new Answering(status, body)) { BaseAddress = new("http://courier.example/") };
        return await new PortClient(http, "courier").Call(HttpMethod.Get, "pickups/1", null, read, CancellationToken.None, [HttpStatusCode.OK, .. expected]);
    }

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
