using Aftersales.Platform.Hosting;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Domain.Ledger;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Queries;
using ApproveBatch = Aftersales.Refunds.Features.ApproveBatch;
using PayBatch = Aftersales.Refunds.Features.PayBatch;
using ResolveDifference = Aftersales.Refunds.Features.ResolveDifference;
using ReturnBatch = Aftersales.Refunds.Features.ReturnBatch;

namespace Aftersales.Refunds;

/// <summary>What there is for finance: batches, the ledger and its seals, reconciliation.</summary>
internal static class Books
{
    public static void AddBooks(this ServiceBuilder service)
    {
        service.AddAggregate<Schedule, ScheduleEvent, ScheduleAggregate>();
        service.AddFeature<Schedules>();

        service.AddAggregate<Batch, BatchEvent, BatchAggregate>();
        service.AddFeature<Batches>();
        service.AddFeature<WaitingRefunds>();
        service.AddFeature<CreateBatch>();
        service.AddFeature<ApproveBatch>();
        service.AddFeature<ReturnBatch>();
        service.AddFeature<PayBatch>();
        service.AddFeature<ReadBatches>();
        service.AddFeature<ExportBatch>();
        service.AddWork<MakeDailyBatch>(ScheduleAggregate.Name, ScheduleAggregate.Batch);
        service.AddWork<TellBatched>("batch", "lock");
        service.AddWork<TellBatched>("batch", "release");
        service.AddWork<TellBatched>("batch", "free");
        service.AddWork<FollowBatch>("batch", "follow");
        service.AddWork<MeetBatchDeadline>("batch", "deadline");

        service.AddAggregate<Seal, SealEvent, SealAggregate>();
        service.AddFeature<LedgerLines>();
        service.AddFeature<LedgerBalances>();
        service.AddFeature<LedgerSums>();
        service.AddFeature<ReadLedger>();
        service.AddFeature<Seals>();
        service.AddFeature<SealedOrders>();
        service.AddFeature<Stragglers>();
        service.AddFeature<ListSeals>();
        service.AddFeature<SealCheck>();
        service.AddFeature<VerifyLedger>();
        service.AddWork<SealLedger>(ScheduleAggregate.Name, ScheduleAggregate.Seal);

        service.AddAggregate<ReconciliationItem, ItemEvent, ItemAggregate>();
        service.AddAggregate<StatementDay, DayEvent, StatementDayAggregate>();
        service.AddFeature<Items>();
        service.AddFeature<FindMovements>();
        service.AddFeature<StatementRows>();
        service.AddFeature<ImportStatement>();
        service.AddFeature<ReadReconciliations>();
        service.AddFeature<ResolveDifference>();
        service.AddWork<CompareDay>(StatementDayAggregate.Name, "compare");
        service.AddWork<MeetDifferenceDeadline>(ItemAggregate.Name, "deadline");
    }
}
