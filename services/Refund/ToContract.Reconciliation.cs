using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using NodaTime.Text;
using Reconciled = Aftersales.Refunds.Domain.Reconciliation;

namespace Aftersales.Refunds;

internal static partial class Mapping
{
    public static ReconciliationItem ToContract(this Versioned<Reconciled.ReconciliationItem> item)
    {
        var state = item.State;
        return new()
        {
            ItemId = item.Id,
            Version = item.Version,
            Day = LocalDatePattern.Iso.Format(state.Day),
            Direction = state.Direction.ToContract(),
            Result = state.Result?.ToContract() ?? ReconciliationResult.Unspecified,
            OutRequestNo = state.OutRequestNo,
            RefundId = state.Ours?.RefundId ?? "",
            OrderId = state.Ours?.OrderId ?? "",
            Ours = state.Ours?.Amount.ToContract(),
            Theirs = state.Rows.IsEmpty ? null : state.Listed.ToContract(),
            Rows =
            {
                state.Rows.Select(row => new StatementRow
                {
                    LogId = row.LogId,
                    ChannelNo = row.ChannelNo,
                    MerchantOrderNo = row.MerchantOrderNo,
                    Time = row.At.ToContract(),
                    Amount = row.Amount.ToContract(),
                    Type = row.Type,
                }),
            },
            PaidTime = state.Ours?.At.ToContract(),
            ResolvedBy = state.Resolution?.By ?? "",
            Note = state.Resolution?.Note ?? "",
            ResolvedTime = state.Resolution?.At.ToContract(),
            DueTime = state.DueAt?.ToContract(),
            Overdue = state.Overdue,
        };
    }

    public static MoneyDirection ToContract(this Reconciled.MoneyDirection direction) => Named<MoneyDirection>(direction);

    public static ReconciliationResult ToContract(this Reconciled.ReconciliationResult result) => Named<ReconciliationResult>(result);
}
