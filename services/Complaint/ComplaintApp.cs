using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Features;
using Aftersales.Complaints.Features.Advising;
using Aftersales.Complaints.Features.Questions;
using Aftersales.Complaints.Policy;
using Aftersales.Complaints.Ports;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Peers;
using Case = Aftersales.Complaints.Domain.Case;
using DeskTask = Aftersales.Complaints.Domain.DeskTask;
using EvidenceEvent = Aftersales.Complaints.Domain.EvidenceEvent;
using KeptEvidence = Aftersales.Complaints.Domain.KeptEvidence;
using Plan = Aftersales.Complaints.Domain.Plan;
using Survey = Aftersales.Complaints.Domain.Survey;

namespace Aftersales.Complaints;

/// <summary>The complaint service.</summary>
public static class ComplaintApp
{
    /// <param name="settings">
    /// With <c>Marketplace:Address</c> (ending in a slash) where the platform has an interface, <c>Parties:Warehouse:Address</c> and the like for each party that
    /// has a system for questions, and, if not 5, <c>Marketplace:TimeoutSeconds</c> and <c>Parties:Warehouse:TimeoutSeconds</c>.
    /// </param>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);

        service.AddAggregate<Case, CaseEvent, CaseAggregate>();
        service.AddAggregate<Plan, PlanEvent, PlanAggregate>();
        service.AddAggregate<Roster, RosterEvent, RosterAggregate>();
        service.AddAggregate<Domain.Question, QuestionEvent, QuestionAggregate>();
        service.AddAggregate<DeskTask, TaskEvent, TaskAggregate>();
        service.AddAggregate<KeptEvidence, EvidenceEvent, EvidenceAggregate>();
        service.AddAggregate<Survey, SurveyEvent, SurveyAggregate>();
        service.AddAggregate<SheetDay, SheetEvent, SheetAggregate>();
        service.AddAggregate<Disasters, DisasterEvent, DisastersAggregate>();
        service.AddPolicy<MerchantComplaintPolicy>("complaint.json");
        service.AddPolicy<MerchantMessagePolicy>("messages.json");
        service.AddFeature<Messenger>();
        service.AddDocuments<OrderFacts>("order");
        service.AddDocuments<TrackingCaseEnd>("tracking-case-end");
        service.AddFeature<CaseDesk>();
        service.AddFeature<PlanDesk>();
        service.AddFeature<Teams>();
        service.AddFeature<EvidenceBook>();
        service.AddFeature<Exposing>();
        service.AddFeature<DisasterBook>();
        service.AddFeature<TaskDesk>();

        service.AddPeer("tracking", invoker => new TrackingService.TrackingServiceClient(invoker));
        service.AddPeer("returns", invoker => new ReturnsService.ReturnsServiceClient(invoker));
        service.AddPeer("returns", invoker => new ReplacementsService.ReplacementsServiceClient(invoker));
        service.AddPeer("returns", invoker => new RepairsService.RepairsServiceClient(invoker));
        service.AddPeer("refund", invoker => new RefundService.RefundServiceClient(invoker));
        service.AddPeer("compensation", invoker => new CompensationService.CompensationServiceClient(invoker));
        service.AddPeer("invoice", invoker => new InvoiceService.InvoiceServiceClient(invoker));
        service.AddFeature<OrderBook>();
        service.AddFeature<ReturnsPort>();
        service.AddFeature<SupplyPort>();
        service.AddFeature<RefundsPort>();
        service.AddFeature<CompensationsPort>();
        service.AddFeature<InvoicesPort>();
        AddPhotos(service);
        service.Services.AddSingleton(HttpPartyDesk.All(settings.Configuration));
        service.Services.AddSingleton<IMarketplace>(settings.Configuration["Marketplace:Address"] is null
            ? new MarketplaceByHand()
            : new HttpMarketplace(PortClient.Open(settings.Configuration, "Marketplace")));

        service.AddFeature<UploadEvidence>();
        service.AddFeature<OpenCase>();
        service.AddFeature<AddEvidence>();
        service.AddFeature<TakeCase>();
        service.AddFeature<EscalateCase>();
        service.AddFeature<QuoteRemedies>();
        service.AddFeature<MakeOffer>();
        service.AddFeature<AcceptOffer>();
        service.AddFeature<DeclineOffer>();
        service.AddFeature<RetryPlanStep>();
        service.AddFeature<RecordFeedback>();
        service.AddFeature<RejectCase>();
        service.AddFeature<WithdrawCase>();
        service.AddFeature<ReopenCase>();
        service.AddFeature<GetCase>();
        service.AddFeature<ListCases>();
        service.AddFeature<GetTimeline>();
        service.AddFeature<GetPlan>();
        service.MapGrpc<ComplaintGrpc>(ComplaintService.Descriptor);

        service.AddFeature<PostMessage>();
        service.AddFeature<PromiseToCustomer>();
        service.AddFeature<KeepPromise>();
        service.AddFeature<ReadBreaches>();
        service.AddFeature<AcknowledgeAlert>();
        service.AddFeature<ForecastBreaches>();
        service.AddFeature<ReadResponseTimes>();
        service.MapGrpc<ClockGrpc>(ClockService.Descriptor);

        service.AddFeature<RecordViolation>();
        service.AddFeature<ReadExposure>();
        service.MapGrpc<ExposureGrpc>(ExposureService.Descriptor);

        service.AddFeature<Decisions>();
        service.AddFeature<RaiseDemand>();
        service.AddFeature<SubmitToPlatform>();
        service.AddFeature<RecordPlatformDecision>();
        service.AddFeature<Mediate>();
        service.AddFeature<ListSubmittedCases>();
        service.MapGrpc<EscalationGrpc>(EscalationService.Descriptor);

        service.AddFeature<EditPlan>();
        service.AddFeature<CancelPlan>();
        service.AddFeature<ListStuckPlans>();
        service.AddFeature<GetCaseAudit>();
        service.MapGrpc<PlanGrpc>(PlanService.Descriptor);

        service.AddFeature<HandOverCase>();
        service.AddFeature<ReclassifyCase>();
        service.AddFeature<ListQueue>();
        service.MapGrpc<CaseDeskGrpc>(CaseDeskService.Descriptor);

        service.AddFeature<OpenTask>();
        service.AddFeature<TakeTask>();
        service.AddFeature<EndTask>();
        service.AddFeature<ReadTasks>();
        service.MapGrpc<TaskGrpc>(TaskService.Descriptor);

        service.AddFeature<QuestionDesk>();
        service.AddFeature<AskQuestion>();
        service.AddFeature<AnswerQuestion>();
        service.AddFeature<WithdrawQuestion>();
        service.AddFeature<ReadQuestions>();
        service.MapGrpc<QuestionsGrpc>(QuestionsService.Descriptor);

        service.AddFeature<GetAdvice>();
        service.AddFeature<RecordStatements>();
        service.AddFeature<ConcludeCase>();
        service.MapGrpc<AdviceGrpc>(AdviceService.Descriptor);

        service.AddFeature<OpenCounts>();
        service.AddFeature<SheetBook>();
        service.AddFeature<SheetCounting>();
        service.AddFeature<ReadSheets>();
        service.AddFeature<ReadReports>();
        service.MapGrpc<ReportGrpc>(CaseReportService.Descriptor);

        service.Services.AddSingleton(new SurveyPage(settings.Configuration["Survey:LinkPage"]));
        service.AddFeature<SurveyDesk>();
        service.AddFeature<AnswerSurvey>();
        service.AddFeature<ReadSurveys>();
        service.MapGrpc<SurveyGrpc>(SurveyService.Descriptor);

        service.AddFeature<WordSeal>();
        service.AddFeature<SearchCases>();
        service.MapGrpc<CaseSearchGrpc>(CaseSearchService.Descriptor);

        service.AddFeature<ReadEvidence>();
        service.AddFeature<DownloadEvidence>();
        service.MapGrpc<EvidenceGrpc>(EvidenceService.Descriptor);

        service.AddFeature<Newsroom>();
        service.AddFeature<TimelineView>();
        service.AddFeature<TimelineReader>();
        service.AddFeature<AddNote>();
        service.AddFeature<RevealWords>();
        service.AddFeature<WatchTimeline>();
        service.MapGrpc<TimelineGrpc>(TimelineService.Descriptor);

        service.AddFeature<ReadMessages>();
        service.MapGrpc<MessageGrpc>(MessageService.Descriptor);

        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.On<OrderChanged, KeepOrder>("tracking");
        service.On<TrackingCaseDue, FollowTracking>("tracking");
        service.On<TrackingCaseOver, FollowTracking>("tracking");
        service.On<DisasterChanged, FollowDisaster>("tracking");
        service.On<PersonChanged, KeepPerson>("directory");
        service.On<ReturnRequested, FollowReturn>("returns");
        service.On<ReturnRejected, FollowReturn>("returns");
        service.On<ReturnCancelled, FollowReturn>("returns");
        service.On<ReturnInspected, FollowReturn>("returns");
        service.On<ReturnRefundable, FollowReturn>("returns");
        service.On<ReturnDisputed, FollowDispute>("returns");
        service.On<ReturnApproved, FollowReturn>("returns");
        service.On<ReturnApproved, HearOfGoods>("returns");
        service.On<ReturnPickupBooked, HearOfGoods>("returns");
        service.On<ReturnPickupAttemptFailed, HearOfGoods>("returns");
        service.On<ReturnReceived, HearOfGoods>("returns");
        service.On<ReplacementDispatched, HearOfGoods>("returns");
        service.On<RepairQuoted, HearOfGoods>("returns");
        service.On<RepairSentBack, HearOfGoods>("returns");
        service.On<CompensationGranted, HearOfMoney>("compensation");
        service.On<CashRequested, FollowProposal>("compensation");
        service.On<ReplacementDelivered, FollowSupply>("returns");
        service.On<ReplacementFailed, FollowSupply>("returns");
        service.On<ReplacementCancelled, FollowSupply>("returns");
        service.On<RepairEnded, FollowSupply>("returns");
        service.On<InvoiceBreachRecorded, FollowInvoiceBreach>("invoice");
        // Before the plan hears of it, and is done.
        service.On<RefundPaid, HearOfMoney>("refund");
        service.On<RefundPaid, FollowRefund>("refund");
        service.On<RefundSentBack, FollowRefund>("refund");
        service.On<RefundFailed, FollowRefund>("refund");
        service.On<RefundCancelled, FollowRefund>("refund");
        service.On<AdvanceFellShort, FollowRefund>("refund");

        service.AddWork<MakeSheet>(SheetAggregate.Name, "make");
        service.AddWork<AskCustomer>("case", "ask");
        service.AddWork<EndSurvey>(SurveyAggregate.Name, "end");
        service.AddWork<OpenCare>(SurveyAggregate.Name, "care");
        service.AddBulkWork<RunClock>("case", "clock");
        service.AddWork<SpreadDisaster>(DisastersAggregate.Name, "spread");
        service.AddWork<ForgetEvidence>("case", "evidence");
        service.AddForgetting<ForgetCustomer>();
        service.AddWork<ScanEvidence>(EvidenceAggregate.Name, EvidenceAggregate.Scan);
        service.AddWork<ForgetUnattached>(EvidenceAggregate.Name, EvidenceAggregate.Unattached);
        service.AddWork<CallOffPlan>("case", "call-off");
        service.AddWork<StartPlan>("case", "start-plan");
        service.AddWork<AdviseCase>("case", "advise");
        service.AddWork<SendQuestion>("question", "send");
        service.AddWork<SendQuestion>("question", "look");
        service.AddWork<RemindParty>("question", "remind");
        service.AddWork<LapseQuestion>("question", "lapse");
        service.AddWork<TellVerdict>("question", "tell");
        service.AddWork<RunStep>("plan", "step");
        service.AddWork<RunErrand>("plan", "errand");
        service.AddWork<ReportPlan>("plan", "report");
        service.AddWork<JoinCase>("case", "attach");
        service.AddWork<RunSubmission>("case", "platform");
        service.AddWork<PassMediation>("case", "mediation");
        service.AddWork<PassTask>("task", "due");

        return service.Build();
    }

    /// <summary>
    /// <c>Evidence:Folder</c> or <c>Evidence:S3:*</c> say where photos are kept, <c>Scanner:Address</c> who looks at them (without one nobody does), and
    /// <c>Scanner:TimeoutSeconds</c> (default 10) how long that may take.
    /// </summary>
    private static void AddPhotos(ServiceBuilder service)
    {
        service.Services.AddSingleton(BlobStores.Open(service.Settings, "Evidence"));
        service.Services.AddSingleton(EvidenceScanner.Open(service.Settings.Configuration));
        service.AddFeature<EvidenceContents>();
    }
}
