using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Transcoding;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>Addresses, by the rules of <c>google.api.http</c>.</summary>
public sealed class PathTests
{
    private static readonly RouteTree<string> Routes = Tree(
        ("GET", "/v1/cases"),
        ("POST", "/v1/cases"),
        ("GET", "/v1/cases/{case_id}"),
        ("GET", "/v1/cases/special"),
        ("POST", "/v1/cases/{case_id}:take"),
        ("POST", "/v1/cases:search"),
        ("GET", "/v1/cases/{case_id}/offers/{offer_id}"),
        ("GET", "/v1/{name=shelves/*/books/*}"),
        ("GET", "/v1/files/{path=**}"),
        ("POST", "/v1/files/{path=a/**}:lock"),
        ("GET", "/v2/*/parts"));

    [Theory]
    [InlineData("GET", "/v1/cases", "GET /v1/cases")]
    [InlineData("POST", "/v1/cases", "POST /v1/cases")]
    [InlineData("GET", "/v1/cases/c1", "GET /v1/cases/{case_id}", "c1")]
    [InlineData("GET", "/v1/cases/special", "GET /v1/cases/special")]
    [InlineData("POST", "/v1/cases/c1:take", "POST /v1/cases/{case_id}:take", "c1")]
    [InlineData("POST", "/v1/cases/a:b:take", "POST /v1/cases/{case_id}:take", "a:b")]
    [InlineData("GET", "/v1/cases/a:b", "GET /v1/cases/{case_id}", "a:b")]
    [InlineData("GET", "/v1/cases/c1%3Atake", "GET /v1/cases/{case_id}", "c1%3Atake")]
    [InlineData("POST", "/v1/cases:search", "POST /v1/cases:search")]
    [InlineData("GET", "/v1/cases/c1/offers/o1", "GET /v1/cases/{case_id}/offers/{offer_id}", "c1", "o1")]
    [InlineData("GET", "/v1/cases/special/offers/o1", "GET /v1/cases/{case_id}/offers/{offer_id}", "special", "o1")]
    [InlineData("GET", "/v1/shelves/1/books/2", "GET /v1/{name=shelves/*/books/*}", "shelves/1/books/2")]
    [InlineData("GET", "/v1/files/a/b/c", "GET /v1/files/{path=**}", "a/b/c")]
    [InlineData("GET", "/v1/files", "GET /v1/files/{path=**}", "")]
    [InlineData("POST", "/v1/files/a/b:lock", "POST /v1/files/{path=a/**}:lock", "a/b")]
    [InlineData("GET", "/v2/anything/parts", "GET /v2/*/parts")]
    public void A_path_leads_to_its_method(string verb, string path, string route, params string[] values)
    {
        var match = Routes.Find(verb, path);

        match.Route.ShouldBe(route);
        match.Values.ShouldBe(values);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("GET", "/v1/cases/")]
    [InlineData("GET", "/v1//cases")]
    [InlineData("GET", "/v1/cases/..")]
    [InlineData("GET", "/v1/cases/c1/offers")]
    [InlineData("POST", "/v1/cases/c1:nothing")]
    [InlineData("GET", "/V1/cases")]
    public void Any_other_path_leads_nowhere(string verb, string path)
    {
        var match = Routes.Find(verb, path);

        match.Route.ShouldBeNull();
        match.Allowed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DELETE", "/v1/cases", "GET POST")]
    [InlineData("POST", "/v1/cases/c1", "GET")]
    [InlineData("GET", "/v1/cases/c1:take", "POST", true)]
    public void A_path_with_other_verbs_names_them(string verb, string path, string allowed, bool isValueToo = false)
    {
        var match = Routes.Find(verb, path);

        if (isValueToo)
            match.Values.ShouldBe(["c1:take"]);
        else
            match.Allowed.ShouldBe(allowed.Split(' '));
    }

    [Theory]
    [InlineData("v1/cases")]
    [InlineData("/v1//cases")]
    [InlineData("/v1/{case")]
    [InlineData("/v1/{=*}")]
    [InlineData("/v1/{a}{b}")]
    [InlineData("/v1/{a=**}/b")]
    [InlineData("/v1/a:")]
    [InlineData("/v1/a:b/c")]
    public void A_template_that_is_none_stops_the_start(string template) => Should.Throw<FormatException>(() => PathTemplate.Parse(template));

    [Fact]
    public void Two_methods_cannot_have_the_same_address() =>
        Should.Throw<InvalidOperationException>(() => Tree(("GET", "/v1/cases/{a}"), ("GET", "/v1/cases/{b}")));

    [Fact]
    public void Every_method_of_the_suite_has_an_address_of_its_own()
    {
        var methods = Suite.Services.SelectMany(service => service.Methods).ToList();
        var tree = new RouteTree<HttpBinding>();
        foreach (var binding in methods.SelectMany(HttpBinding.Of))
        {
            tree.Add(binding.HttpMethod, binding.Path, binding);
            _ = new RequestMap(binding);
            _ = new ReplyMap(binding);
        }

        methods.Where(method => !HttpBinding.Of(method).Any()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a%20b", "a b")]
    [InlineData("%E5%BC%A0", "张")]
    [InlineData("a+b", "a+b")]
    [InlineData("a%2Fb", "a/b")]
    public void Escapes_are_decoded(string text, string decoded) => UrlText.Decode(text).ShouldBe(decoded);

    [Fact]
    public void In_several_segments_an_encoded_slash_stays() => UrlText.Decode("a%2fb%20c", keepsSlash: true).ShouldBe("a%2fb c");

    [Fact]
    public void In_a_query_a_plus_is_a_blank() => UrlText.Decode("a+b%2Bc", isQuery: true).ShouldBe("a b+c");

    [Theory, InlineData("%"), InlineData("%a"), InlineData("%zz"), InlineData("%ff"), InlineData("%c3("), InlineData("é")]
    public void Malformed_escapes_are_no_text(string text) => UrlText.Decode(text).ShouldBeNull();

    private static RouteTree<string> Tree(params (string Verb, string Path)[] routes)
    {
        var tree = new RouteTree<string>();
        foreach (var (verb, path) in routes)
            tree.Add(verb, PathTemplate.Parse(path), $"{verb} {path}");
        return tree;
    }
}
