using System.Reflection;
using Aftersales.Contracts;
using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Repairs;
using Aftersales.Returns.Domain.Replacements;
using Google.Protobuf.Reflection;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>The domain has words of its own, with the contract's numbers.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void Enums_of_the_domain_are_those_of_the_contract()
    {
        var returns = Contracts.Returns.ReturnsReflection.Descriptor.EnumTypes;
        var replacements = Contracts.Returns.ReplacementsReflection.Descriptor.EnumTypes;
        Same<ReplacementKind>(replacements.Single(e => e.Name == "ReplacementKind"));
        Same<ReplacementStage>(replacements.Single(e => e.Name == "ReplacementState"));
        Same<CostPayer>(replacements.Single(e => e.Name == "CostPayer"));
        Same<OriginalOutcome>(replacements.Single(e => e.Name == "OriginalOutcome"));
        Same<ReplacementWorkList>(replacements.Single(e => e.Name == "ReplacementWorkList"));
        var repairs = Contracts.Returns.RepairsReflection.Descriptor.EnumTypes;
        Same<RepairStage>(repairs.Single(e => e.Name == "RepairState"));
        Same<RepairWorkList>(repairs.Single(e => e.Name == "RepairWorkList"));
        var common = CommonReflection.Descriptor.EnumTypes;
        Same<ReturnStage>(returns.Single(e => e.Name == "ReturnState"));
        Same<ReturnReason>(returns.Single(e => e.Name == "ReturnReason"));
        Same<Collection>(returns.Single(e => e.Name == "Collection"));
        Same<ReturnWorkList>(returns.Single(e => e.Name == "ReturnWorkList"));
        Same<RefundBasis>(returns.Single(e => e.Name == "RefundBasis"));
        Same<Reception>(returns.Single(e => e.Name == "Reception"));
        Same<Acceptance>(returns.Single(e => e.Name == "Acceptance"));
        Same<Condition>(returns.Single(e => e.Name == "Condition"));
        Same<Restock>(returns.Single(e => e.Name == "Restock"));
        Same<LossKind>(returns.Single(e => e.Name == "LossKind"));
        var pickups = Contracts.Returns.PickupsReflection.Descriptor.EnumTypes;
        Same<CourierStatus>(pickups.Single(e => e.Name == "CourierStatus"));
        Same<AttemptFailure>(pickups.Single(e => e.Name == "AttemptFailure"));
        Same<PickupProblem>(pickups.Single(e => e.Name == "PickupProblem"));
        Same<SetAsideReason>(pickups.Single(e => e.Name == "SetAsideReason"));
        Same<Fault>(returns.Single(e => e.Name == "Fault"));
        Same<Aftersales.Returns.Domain.DoorReason>(common.Single(e => e.Name == "DoorReason"));
        Same<Kernel.ResponsibleParty>(common.Single(e => e.Name == "ResponsibleParty"));
        Same<Kernel.Category>(common.Single(e => e.Name == "Category"));
    }

    [Fact]
    public void Stages_are_named_as_in_the_contract()
    {
        foreach (var stage in Enum.GetValues<ReturnStage>())
            Enum.TryParse<Contracts.Returns.ReturnState>(stage.ToString(), out _).ShouldBeTrue();
        var names = Contracts.Returns.ReturnsReflection.Descriptor.EnumTypes.Single(e => e.Name == "ReturnState").Values;
        foreach (var stage in Enum.GetValues<ReturnStage>())
            names.Single(v => v.Number == (int)stage).Name.ShouldBe($"RETURN_STATE_{stage.ToName()}");
    }

    [Fact]
    public void Reasons_are_those_of_the_contract()
    {
        var known = ErrorsReflection.Descriptor.EnumTypes.Single(e => e.Name == "ErrorReason").Values.Select(v => v.Name).ToHashSet();
        var reasons = typeof(ReturnReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Reason>().ToList();
        reasons.ShouldNotBeEmpty();
        foreach (var reason in reasons)
            known.ShouldContain($"ERROR_REASON_{reason.Name}");
    }

    private static void Same<TEnum>(EnumDescriptor contract)
        where TEnum : struct, Enum
    {
        // The zero of the contract is "not given", for which the domain has a better word or none.
        foreach (var value in Enum.GetValues<TEnum>().Where(v => Convert.ToInt32(v) != 0))
        {
            var name = contract.Values.Single(v => v.Number == Convert.ToInt32(value)).Name;
            name.Replace("_", "").ShouldEndWith(value.ToString().ToUpperInvariant());
        }

        contract.Values.Count(v => v.Number != 0).ShouldBe(Enum.GetValues<TEnum>().Count(v => Convert.ToInt32(v) != 0));
    }
}
