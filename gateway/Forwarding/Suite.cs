using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Operations;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Gateway.Forwarding;

/// <summary>The contracts of the suite's services.</summary>
public static class Suite
{
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        ComplaintService.Descriptor,
        SurveyService.Descriptor,
        CaseReportService.Descriptor,
        ClockService.Descriptor,
        ExposureService.Descriptor,
        TaskService.Descriptor,
        EvidenceService.Descriptor,
        CaseSearchService.Descriptor,
        EscalationService.Descriptor,
        TimelineService.Descriptor,
        MessageService.Descriptor,
        PlanService.Descriptor,
        CaseDeskService.Descriptor,
        QuestionsService.Descriptor,
        AdviceService.Descriptor,
        ReturnsService.Descriptor,
        PickupsService.Descriptor,
        ReplacementsService.Descriptor,
        RepairsService.Descriptor,
        RefundService.Descriptor,
        CompensationService.Descriptor,
        CouponService.Descriptor,
        AuthorityService.Descriptor,
        CompensationReportService.Descriptor,
        InvoiceService.Descriptor,
        InvoiceDocumentService.Descriptor,
        TrackingService.Descriptor,
        TrackingListService.Descriptor,
        DisasterService.Descriptor,
        DirectoryService.Descriptor,
        ApiKeyService.Descriptor,
        ContactService.Descriptor,
        DeliveryService.Descriptor,
        ErasureService.Descriptor,
        MerchantService.Descriptor,
        StaffingService.Descriptor,
        WebhookService.Descriptor,
        OperationsService.Descriptor,
    ];
}
