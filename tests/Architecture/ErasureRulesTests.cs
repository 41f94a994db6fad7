using System.Reflection;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Architecture;

/// <summary>R-PPL-2: no personal data of a customer is kept where an erasure does not find it.</summary>
public sealed class ErasureRulesTests
{
    /// <summary>What is sealed and no customer's, with the reason.</summary>
    private static readonly Dictionary<string, string> NoCustomers = new()
    {
        ["PersonAggregate"] = "names of staff, who are no customers",
        ["MerchantAggregate"] = "the name of the first supervisor, until they join",
    };

    private static readonly Type[] Services =
    [
        typeof(Complaints.ComplaintApp), typeof(Aftersales.Returns.ReturnsApp), typeof(Refunds.RefundApp), typeof(Compensations.CompensationApp),
        typeof(Invoices.InvoiceApp), typeof(Aftersales.Tracking.TrackingApp), typeof(Directories.DirectoryApp), typeof(AggregateType<,>),
    ];

    [Fact]
    public void R_PPL_2_every_aggregate_with_sealed_fields_says_whose_they_are()
    {
        var silent = Types().Where(KeepsPersonalData).Where(type => !SaysWhose(type)).Select(type => type.Name);
        silent.ShouldBe(NoCustomers.Keys, ignoreOrder: true);
    }

    [Fact]
    public void R_PPL_2_every_service_with_such_aggregates_takes_part_in_erasures() =>
        Types().Where(type => KeepsPersonalData(type) && SaysWhose(type)).Select(type => type.Assembly.GetName().Name!["Aftersales.".Length..]).Distinct()
            .ShouldAllBe(service => Source.Files($"services/{service}").Any(file => Source.Text(file).Contains("On<CustomerErasureAsked, EraseCustomers>(\"directory\")", StringComparison.Ordinal)));

    [Fact]
    public void The_rule_finds_what_it_should() =>
        Types().Where(KeepsPersonalData).Select(type => type.Name).Count().ShouldBeGreaterThan(10);

    private static IEnumerable<Type> Types() => Services.SelectMany(service => service.Assembly.GetTypes()).Where(type => !type.IsAbstract && Base(type) is not null);

    private static Type? Base(Type? type) =>
        type is null ? null : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AggregateType<,>) ? type : Base(type.BaseType);

    private static bool SaysWhose(Type type) => type.GetMethod("Subject")!.DeclaringType is { IsGenericType: false };

    private static bool KeepsPersonalData(Type type)
    {
        var (state, happened) = (Base(type)!.GetGenericArguments()[0], Base(type)!.GetGenericArguments()[1]);
        var seen = new HashSet<Type>();
        return Variants(state).Concat(Variants(happened)).Any(root => Contains(root, seen));
    }

    private static IEnumerable<Type> Variants(Type type) => type.Assembly.GetTypes().Where(one => one == type || one.IsSubclassOf(type));

    private static bool Contains(Type type, HashSet<Type> seen)
    {
        if (type == typeof(SealedText) || type == typeof(ErasableText))
            return true;
        if (type.IsGenericType && type.GetGenericArguments().Any(inner => Contains(inner, seen)))
            return true;
        if (type.Namespace?.StartsWith("Aftersales.", StringComparison.Ordinal) is not true || !seen.Add(type))
            return false;
        return Variants(type).SelectMany(one => one.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Any(property => Contains(property.PropertyType, seen));
    }
}
