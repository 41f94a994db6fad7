using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using Grpc.Core;
using CheckStep = Aftersales.Refunds.Domain.CheckStep;

namespace Aftersales.Refunds.Queries;

/// <summary>What awaits a person of the chain.</summary>
public sealed class ReadWork(Aggregates<Account, AccountEvent> accounts, ListWatch watch)
{
    public async Task<ListAwaitingRefundsResponse> Handle(ListAwaitingRefundsRequest request, Call call)
    {
        var page = await Page(StepOf(request.Step, call), request.PageSize, request.PageToken, call);
        return new() { Refunds = { page.Rows.Select(ToRefund) }, NextPageToken = page.NextPageToken };
    }

    public Task Handle(WatchAwaitingRefundsRequest request, IServerStreamWriter<WatchAwaitingRefundsResponse> replies, Call call)
    {
        var step = StepOf(request.Step, call);
        return watch.Follow(
            call,
            now => Page(step, request.PageSize, "", now),
            round => replies.WriteAsync(new() { Changed = { round.Changed.Select(ToRefund) }, Removed = { round.Removed } }));
    }

    private async Task<Page<Account>> Page(CheckStep step, int size, string token, Call call)
    {
        var page = await accounts.List(call, RefundLists.Awaiting(step), size, token);
        return page with { Rows = [.. page.Rows.Where(row => MayTake(row.State.Find(row.Item)!, call.Person))] };
    }

    private static Contracts.Refunds.Refund ToRefund(PageRow<Account> row) => new Versioned<Account>(row.Aggregate, row.State, row.Version).ToRefund(row.Item);

    // R-PPL-1: what one had a hand in is another's to take.
    private static bool MayTake(Domain.Refund refund, string person) =>
        refund.Checks.All(check => check.By != person || check.Step == CheckChain.Turn(refund.State));

    private static CheckStep StepOf(Contracts.Refunds.CheckStep asked, Call call)
    {
        var steps = ChainSteps.Of(call.Caller);
        if (asked == Contracts.Refunds.CheckStep.Unspecified && steps is [var only])
            return only;
        return Enum.TryParse<CheckStep>($"{asked}", out var step) && steps.Contains(step)
            ? step
            : throw new RefusedException(PlatformReasons.Invalid("step", $"must be one of {string.Join(", ", steps)}"));
    }
}
