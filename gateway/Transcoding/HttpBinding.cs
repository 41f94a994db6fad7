using Aftersales.Contracts.Standard.Api;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Transcoding;

/// <summary>One way to a method over HTTP, as its contract's <c>google.api.http</c> option says.</summary>
/// <param name="Method">The method.</param>
/// <param name="HttpMethod">In capitals.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Body">The field that is the body; <c>*</c> for all that the path leaves over, empty for none.</param>
/// <param name="ResponseBody">The field of the reply that is the answer; empty for the whole reply.</param>
internal sealed record HttpBinding(MethodDescriptor Method, string HttpMethod, PathTemplate Path, string Body, string ResponseBody)
{
    public const string WholeBody = "*";

    /// <summary>All ways to the method; none when its contract names none.</summary>
    /// <exception cref="FormatException">A path is no template, or the option is not complete.</exception>
    public static IEnumerable<HttpBinding> Of(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule
            ? rule.AdditionalBindings.Prepend(rule).Select(one => Of(method, one))
            : [];

    private static HttpBinding Of(MethodDescriptor method, HttpRule rule)
    {
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Custom => (rule.Custom.Kind.ToUpperInvariant(), rule.Custom.Path),
            _ => throw new FormatException($"{method.FullName}: the http option names no path"),
        };
        return new(method, verb, PathTemplate.Parse(path), rule.Body, rule.ResponseBody);
    }
}
