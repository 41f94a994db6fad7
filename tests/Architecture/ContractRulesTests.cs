using System.Reflection;
using Aftersales.Contracts;
using Aftersales.Contracts.Standard.Api;
using Aftersales.Kernel;
using Google.Protobuf.Reflection;

namespace Aftersales.Architecture;

/// <summary>What every method of the contracts declares, and that code and contract name the same reasons.</summary>
public sealed class ContractRulesTests
{
    private static readonly ServiceDescriptor[] Services =
    [
        .. typeof(ErrorsReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)).OfType<ServiceDescriptor>()
            .Where(service => service.File.Package.StartsWith("aftersales.", StringComparison.Ordinal)),
    ];

    /// <summary>Known by what they carry: facts and photos by their own ids, files by their content.</summary>
    private static readonly string[] WithoutRequestId = ["RecordFacts", "StreamFacts", "ImportOrders", "ImportStatement", "ImportCouponCodes", "UploadEvidence"];

    public static IEnumerable<object[]> Methods => Services.SelectMany(s => s.Methods).Select(m => new object[] { m.FullName });

    [Theory, MemberData(nameof(Methods))]
    public void Every_method_says_who_may_call_it_and_where_it_is_over_HTTP(string name)
    {
        var options = Method(name).GetOptions();
        var access = options.GetExtension(AccessExtensions.Access);
        access.Roles.ShouldNotBeEmpty();
        access.Roles.ShouldNotContain(Role.Unspecified);
        access.Callers.ShouldNotBeEmpty();
        options.GetExtension(AnnotationsExtensions.Http).ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_method_that_changes_something_takes_a_request_id_and_a_read_says_that_it_is_one(string name)
    {
        var method = Method(name);
        var isRead = method.GetOptions().IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;
        var hasId = method.InputType.FindFieldByName("request_id") is not null;
        (isRead || hasId || WithoutRequestId.Contains(method.Name)).ShouldBeTrue();
        (isRead && hasId).ShouldBeFalse();
    }

    [Fact]
    public void Code_refuses_only_with_reasons_that_the_contract_names() => Reasons().Select(r => r.Name).Except(Contract()).ShouldBeEmpty();

    [Fact]
    public void The_contract_names_no_reason_that_nothing_refuses_with()
    {
        var byPipelineAndGateway = Source.Files("gateway").Append("services/Platform/Pipeline/AccessInterceptor.cs").Append("services/Platform/Pipeline/ErrorInterceptor.cs")
            .Select(Source.Text).ToList();
        Contract().Except(Reasons().Select(r => r.Name))
            .Where(name => !byPipelineAndGateway.Exists(text => text.Contains($"\"{name}\"", StringComparison.Ordinal) || text.Contains($"ErrorReason.{Pascal(name)}", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => word[0] + word[1..].ToLowerInvariant()));

    private static MethodDescriptor Method(string name) => Services.SelectMany(s => s.Methods).Single(m => m.FullName == name);

    private static IEnumerable<string> Contract() => ErrorsReflection.Descriptor.EnumTypes.Single().Values
        .Where(v => v.Number != 0)
        .Select(v => v.Name["ERROR_REASON_".Length..]);

    private static List<Reason> Reasons()
    {
        string[] assemblies = ["Platform", "Complaint", "Returns", "Refund", "Compensation", "Invoice", "Tracking", "Directory"];
        return
        [
            .. from assembly in assemblies
               from type in Assembly.Load($"Aftersales.{assembly}").GetTypes()
               from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
               where field.FieldType == typeof(Reason) && !type.ContainsGenericParameters
               select (Reason)field.GetValue(null)!,
        ];
    }
}
