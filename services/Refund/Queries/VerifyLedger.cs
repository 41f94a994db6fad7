using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using Grpc.Core;

namespace Aftersales.Refunds.Queries;

/// <summary>Holds the ledger against its seals (R-REF-6), seal by seal, so that a long ledger is told of as it is read.</summary>
public sealed class VerifyLedger(Seals seals, Stragglers stragglers, SealCheck check, LedgerSums sums)
{
    /// <summary>Findings that are named for one seal.</summary>
    public const int MaxNamed = 100;

    public async Task Handle(VerifyLedgerRequest request, IServerStreamWriter<VerifyLedgerResponse> replies, Call call)
    {
        var last = await seals.Last(call);
        var from = Math.Max(1, request.FromNumber);
        var to = request.ToNumber == 0 ? last?.Number ?? 0 : request.ToNumber;
        if (to > (last?.Number ?? 0) || (request.FromNumber > 0 && from > to))
            throw new RefusedException(new(RefundReasons.SealNotFound, "the ledger has no such seal"));

        var late = (await seals.LateAfter(call, null)).Select(entry => entry.EntryId).ToHashSet(StringComparer.Ordinal);
        var previous = from > 1 ? await seals.Find(call, from - 1) : null;
        for (var number = from; number <= to; number++)
        {
            var seal = await seals.Find(call, number);
            var findings = seal is null ? [new(LedgerFindingKind.ChainBroken)] : await check.Findings(seal, previous, late, call);
            if (number == last!.Number && (await stragglers.Find(call, last)).Unaccounted != last.Unaccounted)
                findings.Add(new(LedgerFindingKind.LinesUnaccounted));
            // Held against lines that are all accounted for, after a seal that stands.
            if (number == last.Number && last.Unaccounted == 0 && findings.Count == 0 && !await sums.AreTrue(call))
                findings.Add(new(LedgerFindingKind.SumsChanged));
            await replies.WriteAsync(
                new()
                {
                    Seal = seal?.ToContract() ?? new() { Number = number },
                    Findings = { findings.Distinct().Take(MaxNamed).Select(finding => finding.ToContract()) },
                },
                call.Cancel);
            previous = seal;
        }
    }
}

/// <summary>What contradicts a seal; the ids are empty where none can be named.</summary>
public sealed record Finding(LedgerFindingKind Kind, string EntryId = "", string OrderId = "")
{
    internal LedgerFinding ToContract() => new() { Kind = Kind, EntryId = EntryId, OrderId = OrderId };
}
