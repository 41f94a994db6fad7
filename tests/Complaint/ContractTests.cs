using System.Reflection;
using Aftersales.Complaints;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts;
using Aftersales.Kernel;
using Google.Protobuf.Reflection;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaint.Tests;

/// <summary>The domain's words are the contract's.</summary>
public class ContractTests
{
    [Theory]
    [InlineData(typeof(Complaints.Domain.CaseType), typeof(Wire.CaseType))]
    [InlineData(typeof(CaseStage), typeof(Wire.CaseState))]
    [InlineData(typeof(Complaints.Domain.CaseOutcome), typeof(Wire.CaseOutcome))]
    [InlineData(typeof(Complaints.Domain.Channel), typeof(Wire.Channel))]
    [InlineData(typeof(Complaints.Domain.Severity), typeof(Wire.Severity))]
    [InlineData(typeof(OfferStage), typeof(Wire.OfferState))]
    [InlineData(typeof(GrantKind), typeof(Wire.RemedyKind))]
    [InlineData(typeof(GrantKind), typeof(Contracts.Compensations.CompensationKind))]
    [InlineData(typeof(GoodwillPart), typeof(Contracts.Compensations.GoodwillPart))]
    [InlineData(typeof(InvoiceKind), typeof(Contracts.Invoices.InvoiceKind))]
    [InlineData(typeof(SupplyKind), typeof(Contracts.Returns.ReplacementKind))]
    [InlineData(typeof(StepStage), typeof(Wire.StepState))]
    [InlineData(typeof(Complaints.Domain.Violation), typeof(Wire.Violation))]
    [InlineData(typeof(Complaints.Domain.PlanEditKind), typeof(Wire.PlanEditKind))]
    [InlineData(typeof(Complaints.Domain.ClassifiedBy), typeof(Wire.ClassifiedBy))]
    [InlineData(typeof(SubmissionStage), typeof(Wire.SubmissionState))]
    [InlineData(typeof(Complaints.Domain.PlatformRemedy), typeof(Wire.PlatformRemedy))]
    [InlineData(typeof(MediationStage), typeof(Wire.MediationState))]
    [InlineData(typeof(Complaints.Domain.MediationVerdict), typeof(Wire.MediationVerdict))]
    [InlineData(typeof(Complaints.Domain.TaskKind), typeof(Wire.TaskKind))]
    [InlineData(typeof(Complaints.Domain.PromiseKind), typeof(Wire.PromiseKind))]
    [InlineData(typeof(PromiseStage), typeof(Wire.PromiseState))]
    [InlineData(typeof(TaskStage), typeof(Wire.TaskState))]
    [InlineData(typeof(EntryKind), typeof(Wire.TimelineKind))]
    [InlineData(typeof(Complaints.Domain.RevealPurpose), typeof(Wire.RevealPurpose))]
    [InlineData(typeof(Complaints.Domain.Tier), typeof(Contracts.Tier))]
    [InlineData(typeof(Complaints.Domain.QuestionParty), typeof(Wire.QuestionParty))]
    [InlineData(typeof(Complaints.Domain.QuestionKind), typeof(Wire.QuestionKind))]
    [InlineData(typeof(Complaints.Domain.QuestionVerdict), typeof(Wire.QuestionVerdict))]
    [InlineData(typeof(QuestionStage), typeof(Wire.QuestionState))]
    [InlineData(typeof(Complaints.Domain.YesNo), typeof(Wire.YesNo))]
    [InlineData(typeof(Complaints.Domain.CustomerChoice), typeof(Wire.CustomerChoice))]
    [InlineData(typeof(Complaints.Domain.Decisions.CustomerFact), typeof(Wire.CustomerFact))]
    [InlineData(typeof(Complaints.Domain.DoorReason), typeof(Contracts.DoorReason))]
    [InlineData(typeof(Kernel.ResponsibleParty), typeof(Contracts.ResponsibleParty))]
    [InlineData(typeof(Kernel.Category), typeof(Contracts.Category))]
    public void Enums_have_the_contracts_names_and_numbers(Type ours, Type theirs) => Pairs(ours).ShouldBe(Pairs(theirs));

    [Fact]
    public void Reasons_are_values_of_the_contracts_enum()
    {
        var names = ErrorsReflection.Descriptor.EnumTypes.Single().Values.Select(v => v.Name).ToHashSet();
        Type[] known = [typeof(CaseReasons), typeof(TaskReasons), typeof(EscalationReasons), typeof(PlanReasons), typeof(DeskReasons), typeof(ClockReasons)];
        var reasons = known.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => f.GetValue(null)).OfType<Reason>().ToList();
        reasons.ShouldNotBeEmpty();
        reasons.ShouldAllBe(reason => names.Contains($"ERROR_REASON_{reason.Name}"));
    }

    [Fact]
    public void Words_are_spelt_as_the_contract_spells_them()
    {
        var spelt = Wire.ComplaintReflection.Descriptor.EnumTypes.Single(e => e.Name == "CaseType").Values.Select(v => v.Name["CASE_TYPE_".Length..]);
        Enum.GetValues<Complaints.Domain.CaseType>().Select(type => Words.Upper(type)).ShouldBe(spelt);
        Words.Of(Wait.AnswerToOffer).ShouldBe("answer_to_offer");
    }

    [Fact]
    public void Every_method_of_the_contract_is_served()
    {
        var served = typeof(ComplaintGrpc).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name).Order();
        served.ShouldBe(Wire.ComplaintService.Descriptor.Methods.Select(m => m.Name).Order());
    }

    [Theory]
    [InlineData(typeof(QuestionsGrpc), typeof(Wire.QuestionsService))]
    [InlineData(typeof(AdviceGrpc), typeof(Wire.AdviceService))]
    public void Every_method_of_the_other_contracts_is_served(Type served, Type contract)
    {
        var methods = ((ServiceDescriptor)contract.GetProperty("Descriptor")!.GetValue(null)!).Methods.Select(m => m.Name);
        served.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name).Order().ShouldBe(methods.Order());
    }

    [Fact]
    public void A_step_asks_under_one_id_for_ever()
    {
        var id = StepRequest.Id("plan_1.2");
        id.ShouldBe(StepRequest.Id("plan_1.2"));
        id.ShouldNotBe(StepRequest.Id("plan_1.3"));
        Guid.Parse(id).Version.ShouldBe(8);
    }

    private static IEnumerable<(string, int)> Pairs(Type type) => Enum.GetValues(type).Cast<Enum>().Select(v => (v.ToString(), Convert.ToInt32(v)));
}
