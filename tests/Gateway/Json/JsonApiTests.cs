using System.Net;
using System.Text;
using Aftersales.Gateway.Tests.Support;
using Google.Protobuf;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>The contracts as JSON over HTTP/1.1.</summary>
public sealed class JsonApiTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly GatewayHost gateway = shared.Host;

    [Fact]
    public async Task A_body_becomes_the_request_and_the_reply_the_body()
    {
        var answer = await gateway.Ask("POST /v1/echo", """{"text": "你好"}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldBe("""{"text":"你好"}""");
        answer.Headers["content-type"].ShouldBe("application/json");
        gateway.Backend.Header("dapr-app-id").ShouldBe("echo");
        gateway.Backend.Header("authorization").ShouldStartWith("Bearer ");
    }

    [Fact]
    public async Task Path_and_query_set_fields_nested_and_repeated_ones_too()
    {
        var answer = await gateway.Ask(
            "GET /v1/kinds/a%2Fb%20c?number=5&wide=-7&flag=true&colour=COLOUR_RED&colours=2&colours=COLOUR_RED&list=a&list=b+c&inner.inner.text=%E5%BC%A0&inner.numbers=1&inner.numbers=2"
            + "&time=2026-06-02T09:00:00Z&span=1.5s&mask=inner.text&data=-_8&perhaps=0&wrappedWide=9&amount.minorUnits=100&amount.currency_code=CNY&chosenText=x&@odd=y");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        gateway.Kinds.Asked.ShouldBe(new Kinds
        {
            Text = "a/b c",
            Number = 5,
            Wide = -7,
            Flag = true,
            Colour = Kinds.Types.Colour.Red,
            Colours = { Kinds.Types.Colour.Green, Kinds.Types.Colour.Red },
            List = { "a", "b c" },
            Inner = new() { Inner_ = new() { Text = "张" }, Numbers = { 1, 2 } },
            Time = new() { Seconds = 1_780_390_800 },
            Span = new() { Seconds = 1, Nanos = 500_000_000 },
            Mask = new() { Paths = { "inner.text" } },
            Data = ByteString.CopyFrom(0xfb, 0xff),
            Perhaps = 0,
            WrappedWide = 9,
            Amount = new() { MinorUnits = 100, CurrencyCode = "CNY" },
            ChosenText = "x",
            Odd = "y",
        });
    }

    [Fact]
    public async Task Variables_may_take_several_segments()
    {
        await gateway.Ask("GET /v1/shelves/1/books/a%20b:read?number=1");
        gateway.Kinds.Asked!.Text.ShouldBe("shelves/1/books/a b");

        await gateway.Ask("GET /v1/files/a/b%2Fc/d?text=x");
        gateway.Kinds.Asked!.ShouldBe(new Kinds { Text = "x", Inner = new() { Text = "a/b%2Fc/d" } });
    }

    [Fact]
    public async Task A_field_can_be_the_body_and_a_field_of_the_reply_the_answer()
    {
        var answer = await gateway.Ask("PUT /v1/kinds/t/number/5?wide=6", """{"text": "inside"}""");

        gateway.Kinds.Asked.ShouldBe(new Kinds { Text = "t", Number = 5, Wide = 6, Inner = new() { Text = "inside" } });
        answer.Text.ShouldBe("""{"text":"inside","numbers":[]}""");
        (await gateway.Ask("PATCH /v1/kinds/t?number=1", """["a", "b"]""")).Status.ShouldBe(HttpStatusCode.OK);
        gateway.Kinds.Asked.ShouldBe(new Kinds { Text = "t", Number = 1, List = { "a", "b" } });
        (await gateway.Ask("DELETE /v1/kinds/t")).Status.ShouldBe(HttpStatusCode.OK);
        (await gateway.Ask("REPORT /v1/kinds/t", """{"number": 3}""")).Status.ShouldBe(HttpStatusCode.OK);
        gateway.Kinds.Asked.ShouldBe(new Kinds { Text = "t", Number = 3 });
    }

    [Fact]
    public async Task All_that_is_wrong_in_path_query_and_body_is_named_at_once()
    {
        var query = await gateway.Ask("GET /v1/kinds/%ff?number=x&number=1&nothing=1&inner=1&labels=a&text=b&flag=TRUE&wide=%zz&inner.nothing=2&chosenText=a&chosenNumber=1&inners.text=1");
        query.Status.ShouldBe(HttpStatusCode.BadRequest);
        query.Reason.ShouldBe("INVALID_REQUEST");
        ((int)query.Json["code"]!).ShouldBe(3);
        query.Violations.ShouldBe([
            "text JSON_VALUE", "number JSON_VALUE", "number FIELD_TWICE", "nothing FIELD_UNKNOWN", "inner JSON_VALUE", "labels JSON_VALUE", "text FIELD_UNKNOWN", "flag JSON_VALUE",
            "wide JSON_VALUE", "inner.nothing FIELD_UNKNOWN", "chosen_number ONEOF_TWICE", "inners.text FIELD_UNKNOWN"]);

        var body = await gateway.Ask("PUT /v1/kinds/t/number/many?wide=x&inner.text=y", """{"text": 5, "nothing": 1}""");
        body.Violations.ShouldBe(["inner.text JSON_TYPE", "inner.nothing FIELD_UNKNOWN", "number JSON_VALUE", "wide JSON_VALUE", "inner.text FIELD_UNKNOWN"]);
        (await gateway.Ask("POST /v1/kinds:say?number=1", "{}")).Violations.ShouldBe(["number FIELD_UNKNOWN"]);
    }

    [Fact]
    public async Task A_body_may_repeat_the_path_and_must_not_contradict_it()
    {
        (await gateway.Ask("POST /v1/things/t1:change", """{"thingId": "t1"}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await gateway.Ask("POST /v1/things/t1:change", """{"thing_id": "t2"}""")).Violations.ShouldBe(["thing_id FIELD_CONTRADICTS"]);
    }

    [Theory]
    [InlineData("GET /v1/nothing", 404, "ROUTE_NOT_FOUND")]
    [InlineData("DELETE /v1/echo", 405, "HTTP_METHOD_NOT_ALLOWED")]
    [InlineData("POST /v1/echo:inner", 403, "METHOD_INTERNAL")]
    public async Task What_is_not_there_says_so(string request, int status, string reason)
    {
        var answer = await gateway.Ask(request);

        ((int)answer.Status).ShouldBe(status);
        answer.Reason.ShouldBe(reason);
        if (status == 405)
            answer.Headers["allow"].ShouldBe("POST");
    }

    [Fact]
    public async Task Errors_of_services_come_with_all_their_details()
    {
        var answer = await gateway.Ask("POST /v1/echo:refuse", "{}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldBe(
            """{"code":9,"message":"not now","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RETURN_STATE_INVALID","domain":"aftersales","metadata":{"current":"CLOSED"}},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}]}""");
        answer.Headers["retry-after"].ShouldBe("7");
    }

    [Fact]
    public async Task Without_a_token_nobody_passes()
    {
        using var response = await gateway.Http.PostAsync("/v1/echo", new StringContent("{}", null, "application/json"));
        var answer = await JsonAnswer.Of(response);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Reason.ShouldBe("TOKEN_INVALID");
        answer.Headers["www-authenticate"].ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_of_another_type_is_refused(string type)
    {
        var answer = await gateway.Ask("POST /v1/echo", Typed("{}"u8.ToArray(), type));

        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Reason.ShouldBe("MEDIA_TYPE_UNSUPPORTED");
        answer.Detail("ErrorInfo")!["metadata"]!["allowed"]!.ToString().ShouldBe("application/json");
    }

    [Fact]
    public async Task No_body_is_an_empty_one() => (await gateway.Ask("POST /v1/echo")).Text.ShouldBe("""{"text":""}""");

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused(bool isChunked)
    {
        var content = Typed(Encoding.UTF8.GetBytes($$"""{"text": "{{new string('x', 5_000_000)}}"}"""), "application/json");
        var answer = await gateway.Ask("POST /v1/echo", content, isChunked ? ["transfer-encoding: chunked"] : []);

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Violations.ShouldBe([" SIZE"]);
    }

    [Fact]
    public async Task A_large_body_and_reply_pass()
    {
        var text = new string('x', 3_000_000);

        (await gateway.Ask("POST /v1/echo", $$"""{"text": "{{text}}"}""")).Json["text"]!.ToString().ShouldBe(text);
    }

    [Fact]
    public async Task An_idempotency_key_is_the_request_id_the_same_for_the_same_caller()
    {
        const string Uuid = "5f0c1f5e-8a5b-4f0e-9a2e-0d6c9b7a1e11";
        async Task<string> Id(string key) => (await gateway.Ask("POST /v1/things/t:change", "{}", $"Idempotency-Key: {key}")).Json["requestId"]!.ToString();

        (await Id(Uuid)).ShouldBe(Uuid);
        (await Id($"\"{Uuid}\"")).ShouldBe(Uuid);
        var mapped = await Id("order-42");
        Guid.Parse(mapped).Version.ShouldBe(8);
        (await Id("order-42")).ShouldBe(mapped);
        (await Id("order-43")).ShouldNotBe(mapped);
        Transcoding.RequestIds.Of("order-42", "m1", "buyer-1").ShouldBe(mapped);
        Transcoding.RequestIds.Of("order-42", "m1", "buyer-2").ShouldNotBe(mapped);
        Transcoding.RequestIds.Of("order-42", "m", "1buyer-1").ShouldNotBe(mapped);
    }

    [Fact]
    public async Task A_header_that_contradicts_the_body_or_has_no_field_is_refused()
    {
        (await gateway.Ask("POST /v1/things/t:change", """{"requestId": "5f0c1f5e-8a5b-4f0e-9a2e-0d6c9b7a1e11"}""", "Idempotency-Key: other")).Violations.ShouldBe(["request_id FIELD_CONTRADICTS"]);
        (await gateway.Ask("POST /v1/things/t:change", """{"expectedVersion": 6}""", "If-Match: \"7\"")).Violations.ShouldBe(["expected_version FIELD_CONTRADICTS"]);
        (await gateway.Ask("POST /v1/kinds:say", "{}", "Idempotency-Key: k", "If-Match: \"7\"")).Violations.ShouldBe(["Idempotency-Key HEADER", "If-Match HEADER"]);
        (await gateway.Ask("POST /v1/things/t:change", "{}", $"Idempotency-Key: {new string('k', 65)}", "If-Match: W/\"7\"")).Violations.ShouldBe(["Idempotency-Key HEADER", "If-Match HEADER"]);
        (await gateway.Ask("GET /v1/kinds/x", (HttpContent?)null, "Idempotency-Key: k")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_version_is_the_ETag_and_If_Match_is_the_version_that_is_expected()
    {
        var changed = await gateway.Ask("POST /v1/things/t:change", "{}", "If-Match: \"7\"");
        changed.Headers["etag"].ShouldBe("\"8\"");

        var late = await gateway.Ask("POST /v1/things/t:change", "{}", "If-Match: \"6\"");
        late.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        late.Reason.ShouldBe("VERSION_CHANGED");
        (await gateway.Ask("POST /v1/things/t:change", """{"expectedVersion": "6"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await gateway.Ask("POST /v1/things/t:change", "{}", "If-Match: *")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_callers_words_to_the_sidecar_do_not_reach_it()
    {
        await gateway.Ask("POST /v1/kinds:say", "{}", "dapr-app-id: refund", "dapr-api-token: guess", "grpc-timeout: 20S", "x-request-id: r1", "x-other: no");

        var headers = gateway.Kinds.Headers;
        headers.Where(header => header.Key.StartsWith("dapr", StringComparison.Ordinal)).Select(header => $"{header.Key}: {header.Value}").ShouldBe(["dapr-app-id: echo"]);
        headers.GetValue("x-request-id").ShouldBe("r1");
        headers.GetValue("x-other").ShouldBeNull();
        gateway.Kinds.Deadline.ShouldBe(DateTime.UtcNow.AddSeconds(20), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task HEAD_is_GET_without_the_body()
    {
        var answer = await gateway.Ask("HEAD /v1/kinds/x");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldBeEmpty();
    }

    private static ByteArrayContent Typed(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("content-type", type);
        return content;
    }
}
