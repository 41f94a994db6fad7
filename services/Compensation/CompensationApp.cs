using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Features;
using Aftersales.Compensations.Policy;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Authority = Aftersales.Compensations.Domain.Authority;
using Grant = Aftersales.Compensations.Domain.Grant;
using Proposal = Aftersales.Compensations.Domain.Proposal;

namespace Aftersales.Compensations;

/// <summary>What there is in Compensation.</summary>
public static class CompensationApp
{
    public const string Name = "compensation";

    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<Grant, GrantEvent, GrantAggregate>();
        service.AddPolicy<MerchantCompensationPolicy>("compensation.json");
        service.AddDocuments<OrderFacts>("order");
        service.AddDocuments<ShopRegister>("shops");
        service.AddAggregate<Proposal, ProposalEvent, ProposalAggregate>();
        service.AddFeature<Watching>();
        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.On<OrderChanged, KeepOrder>("tracking");
        service.On<MerchantChanged, KeepShops>("directory");
        service.On<CaseOpened, FollowCase>("complaint");
        service.AddWork<LookAtFacts>("proposal", ProposalAggregate.Look);
        service.AddWork<LapseProposal>("proposal", ProposalAggregate.Lapse);
        service.AddWork<GrantProposal>("proposal", ProposalAggregate.Grant);
        service.AddFeature<AnswerProposal>();
        service.AddFeature<ReadProposals>();
        service.AddPeer<TrackingService.TrackingServiceClient>("tracking", invoker => new(invoker));
        service.AddAggregate<PolicyDraft, PolicyEvent, PolicyAggregate>();
        service.AddFeature<PolicyBook>();
        service.AddFeature<DraftPolicy>();
        service.AddFeature<ApprovePolicy>();
        service.AddFeature<WithdrawPolicy>();
        service.AddFeature<ReadPolicies>();
        service.AddFeature<SimulatePolicy>();
        service.AddAggregate<Authority, AuthorityEvent, AuthorityAggregate>();
        service.AddFeature<Authorities>();
        service.AddFeature<GiveAuthority>();
        service.AddFeature<RevokeAuthority>();
        service.AddWork<EndAuthority>("authority", AuthorityAggregate.End);
        service.AddFeature<ReadAuthorities>();
        service.MapGrpc<AuthorityGrpc>(AuthorityService.Descriptor);
        service.AddFeature<ReadBudgets>();
        service.AddFeature<ReadSpending>();
        service.AddFeature<ReadTopOrders>();
        service.AddFeature<CorrectAttribution>();
        service.MapGrpc<CompensationReportGrpc>(CompensationReportService.Descriptor);
        service.AddFeature<Orders>();
        service.AddFeature<Situations>();
        service.AddFeature<Granting>();
        service.AddFeature<QuoteCompensation>();
        service.AddFeature<CheckAuthority>();
        service.AddFeature<GrantCompensation>();
        service.AddFeature<RevokeGrant>();
        service.AddFeature<ReadGrants>();
        service.AddCoupons();
        service.MapGrpc<CompensationGrpc>(CompensationService.Descriptor);
        return service.Build();
    }
}
