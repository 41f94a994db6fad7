using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Google.Protobuf;
using Grpc.Core;
using Batch = Aftersales.Refunds.Domain.Batches.Batch;
using BatchItem = Aftersales.Refunds.Domain.Batches.BatchItem;
using Money = Aftersales.Kernel.Money;
using Refund = Aftersales.Refunds.Domain.Refund;

namespace Aftersales.Refunds.Queries;

/// <summary>A batch as CSV, a row a refund, for finance's own files (R-REF-7). Payees are masked (R-PPL-2).</summary>
public sealed class ExportBatch(Aggregates<Batch, BatchEvent> batches, Aggregates<Account, AccountEvent> accounts)
{
    private const int RowsInPart = 100;

    private static readonly string[] Columns =
        ["批次号", "退款单号", "订单号", "商品（元）", "运费（元）", "补偿（元）", "差价（元）", "发票邮费（元）", "金额（元）", "收款账号", "状态", "商户请求号", "渠道流水号", "失败原因", "支付时间"];

    public async Task Handle(ExportBatchRequest request, IServerStreamWriter<ExportBatchResponse> parts, Call call)
    {
        var batch = await batches.Read(call.Merchant, request.BatchId, call.Cancel)
            ?? throw new RefusedException(new(RefundReasons.BatchNotFound, "no such batch"));
        var csv = new CsvWriter().Row(Columns);
        foreach (var items in batch.State.Items.Chunk(RowsInPart))
        {
            foreach (var item in items)
                csv.Row(Row(batch.Id, item, await Find(item, call)));
            await parts.WriteAsync(new() { Chunk = ByteString.CopyFrom(csv.Take()) }, call.Cancel);
        }
    }

    private async Task<Refund> Find(BatchItem item, Call call) =>
        (await accounts.Find(call.Merchant, item.OrderId, call.Cancel))!.State.Find(item.RefundId)!;

    private static IEnumerable<string> Row(string batchId, BatchItem item, Refund refund)
    {
        // A later round's payee and payment are none of this batch's.
        var isSameRound = refund.Round == item.Round;
        var payout = isSameRound ? refund.Payout : null;
        return
        [
            batchId, item.RefundId, item.OrderId, item.Goods.ToDecimalText(), item.Freight.ToDecimalText(), item.Compensation.ToDecimalText(),
            item.PriceDifference.ToDecimalText(), item.Postage.ToDecimalText(), item.Amount.ToDecimalText(), isSameRound ? refund.Payee?.Masked.Text ?? "" : "", State(item.Progress),
            payout?.OutRequestNo ?? "", payout?.ChannelNo ?? "", payout?.Failure ?? "",
            payout?.PaidAt is { } paid ? $"{paid.InZone(BusinessCalendar.Default.Zone):yyyy-MM-dd HH:mm:ss}" : "",
        ];
    }

    private static string State(BatchProgress progress) => progress switch
    {
        BatchProgress.Listed or BatchProgress.Locked => "待付款",
        BatchProgress.Released => "付款中",
        BatchProgress.Paid => "已付款",
        BatchProgress.SentBack => "已退回",
        BatchProgress.Failed => "付款失败",
        BatchProgress.Freed => "批次已退回",
        _ => throw new ArgumentOutOfRangeException(nameof(progress), progress, "no progress of a refund"),
    };
}
