using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using CheckStep = Aftersales.Refunds.Domain.CheckStep;

namespace Aftersales.Refunds.Queries;

/// <summary>What awaits a person of the chain.</summary>
public sealed class ReadWork(Aggregates<Account, AccountEvent> accounts)
{
    public async Task<ListAwaitingRefundsResponse> Handle(ListAwaitingRefundsRequest request, Call call)
    {
        var page = await accounts.List(call, RefundLists.Awaiting(StepOf(request, call)), request.PageSize, request.PageToken);
        return new()
        {
            Refunds =
            {
                page.Rows.Where(row => MayTake(row.State.Find(row.Item)!, call.Person))
                    .Select(row => new Versioned<Account>(row.Aggregate, row.State, row.Version).ToRefund(row.Item)),
            },
            NextPageToken = page.NextPageToken,
        };
    }

    // R-PPL-1: what one had a hand in is another's to take.
    private static bool MayTake(Domain.Refund refund, string person) =>
        refund.Checks.All(check => check.By != person || check.Step == CheckChain.Turn(refund.State));

    private static CheckStep StepOf(ListAwaitingRefundsRequest request, Call call)
    {
        var steps = ChainSteps.Of(call.Caller);
        if (request.Step == Contracts.Refunds.CheckStep.Unspecified && steps is [var only])
            return only;
        return Enum.TryParse<CheckStep>($"{request.Step}", out var step) && steps.Contains(step)
            ? step
            : throw new RefusedException(PlatformReasons.Invalid("step", $"must be one of {string.Join(", ", steps)}"));
    }
}
