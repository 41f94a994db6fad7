using System.Text.RegularExpressions;
using Aftersales.Contracts;
using Aftersales.Contracts.Standard.Api;
using Aftersales.Platform.Identity;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.EndToEnd.Access;

/// <summary>
/// Who gets in, for every method of the contracts: each role, no token at all, people of another merchant, customers with orders of their own. What they
/// ask for is what a played day left.
/// </summary>
[Collection(PlayedDays.Name)]
public sealed partial class AccessMatrixTests(PlayedDay day) : IDisposable
{
    private const string Merchant = "qinghe";
    private const string OtherMerchant = "neighbour";

    private static readonly Role[] People = [.. Enum.GetValues<Role>().Where(role => role is not (Role.Unspecified or Role.Service))];

    private readonly Gateway gateway = new(day.Folder);
    private readonly Dictionary<(string, string, Role), CallInvoker> invokers = [];

    [Fact]
    public async Task Every_method_lets_in_the_roles_that_its_contract_names_and_no_other()
    {
        var wrong = new List<string>();
        foreach (var method in AnyMethod.All)
        {
            foreach (var role in People)
            {
                // Without anything asked for, nothing is changed: every change needs a request id.
                var status = await method.Status(await As(Merchant, $"matrix-{method.Descriptor.Service.Name}", role), method.NewRequest());
                if (method.Roles.Contains(role) ? status is StatusCode.PermissionDenied or StatusCode.Unauthenticated : status != StatusCode.PermissionDenied)
                    wrong.Add($"{method} as {role}: {status}");
                if (status is StatusCode.Internal or StatusCode.Unknown or StatusCode.Unimplemented)
                    wrong.Add($"{method} as {role}: {status}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_done_without_a_token()
    {
        var nobody = gateway.Nobody();
        foreach (var method in AnyMethod.All)
        {
            // What the gateway may not call at all, or for itself alone, is refused first.
            var isOpen = method.Callers.Contains("gateway") && method.Roles.Any(role => role != Role.Service);
            var expected = isOpen ? StatusCode.Unauthenticated : StatusCode.PermissionDenied;
            (await method.Status(nobody, method.NewRequest())).ShouldBe(expected, method.Name);
        }
    }

    [Fact]
    public async Task Another_merchant_s_people_and_other_customers_are_told_nothing()
    {
        var findings = await Look();
        var (seen, hidden, told) = (0, 0, new List<string>());
        foreach (var method in AnyMethod.All.Where(method => method.OnlyReads))
        {
            if (await Seen(method, findings) is not { } request)
                continue;
            seen++;
            told.AddRange(Things(method, await Told(method, OtherMerchant, "matrix-neighbour", Staff(method)!.Value, request)));
            if (!method.Roles.Contains(Role.Customer))
                continue;
            hidden++;
            told.AddRange(Things(method, await Told(method, Merchant, "matrix-stranger", Role.Customer, request)));
        }

        told.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(40, "methods that told the merchant's own people something");
        hidden.ShouldBeGreaterThan(12, "of those, what customers may ask about their own");
    }

    public void Dispose() => gateway.Dispose();

    /// <summary>What the merchant's own people read when they read everything, first without ids and then with those.</summary>
    private async Task<Findings> Look()
    {
        var findings = new Findings();
        for (var round = 0; round < 2; round++)
        {
            foreach (var method in AnyMethod.All.Where(method => method.OnlyReads && Staff(method) is not null))
            {
                foreach (var request in findings.Requests(method, Path(method)))
                    foreach (var told in await Told(method, Merchant, "matrix-own", Staff(method)!.Value, request))
                        findings.Learn(told);
            }
        }

        return findings;
    }

    /// <summary>A request by which the merchant's own people are told something; null for none.</summary>
    private async Task<IMessage?> Seen(AnyMethod method, Findings findings)
    {
        foreach (var request in Staff(method) is null ? [] : findings.Requests(method, Path(method)))
        {
            if ((await Told(method, Merchant, "matrix-own", Staff(method)!.Value, request)).Count > 0)
                return request;
        }

        return null;
    }

    /// <summary>The strings of the answer that the request does not contain; none where it is refused.</summary>
    private async Task<IReadOnlyList<Finding>> Told(AnyMethod method, string merchant, string person, Role role, IMessage request)
    {
        try
        {
            return await method.Call(await As(merchant, person, role), request) is { } answer ? Findings.Beyond(request, answer) : [];
        }
        catch (RpcException refused)
        {
            refused.StatusCode.ShouldNotBeOneOf(StatusCode.Internal, StatusCode.Unknown);
            return [];
        }
    }

    // Policies are the same for everybody who has none of their own; orders and what came of them are somebody's.
    private static IEnumerable<string> Things(AnyMethod method, IEnumerable<Finding> told) =>
        told.Where(found => SomethingOfSomebody().IsMatch(found.Text)).Select(found => $"{method}: {found.Field} {found.Text}");

    private static Role? Staff(AnyMethod method) =>
        People.Where(role => role != Role.Customer && method.Roles.Contains(role)).Select(role => (Role?)role).FirstOrDefault();

    private static string[] Path(AnyMethod method)
    {
        var rule = method.Descriptor.GetOptions().GetExtension(AnnotationsExtensions.Http);
        return [.. Placeholders().Matches(rule.Get + rule.Post).Select(placeholder => placeholder.Groups[1].Value)];
    }

    private async Task<CallInvoker> As(string merchant, string person, Role role)
    {
        if (!invokers.TryGetValue((merchant, person, role), out var invoker))
            invokers[(merchant, person, role)] = invoker = await gateway.As(i => i, merchant, $"{person}-{role}", RoleNames.Of(role));
        return invoker;
    }

    [GeneratedRegex("^([a-z]+_[0-9A-HJKMNP-TV-Z]{26}|[0-9]{15,})$")]
    private static partial Regex SomethingOfSomebody();

    [GeneratedRegex(@"\{([a-z_]+)[}=]")]
    private static partial Regex Placeholders();
}
