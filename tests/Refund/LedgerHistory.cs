using Aftersales.Contracts.Refunds;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Refunds.Tests;

/// <summary>A ledger of some days, and what it was seen to be at the moments in between.</summary>
internal sealed class LedgerHistory(RefundHost host)
{
    private readonly List<(Instant At, GetTrialBalanceResponse Seen)> seen = [];

    public IReadOnlyList<(Instant At, GetTrialBalanceResponse Seen)> Seen => seen;

    /// <summary>Each day two whole lines are refunded, one of them paid at once, the other when the deadline for Invoice has passed.</summary>
    public async Task<LedgerHistory> Play(int days)
    {
        for (var day = 1; day <= days; day++)
        {
            var paid = await host.Request(await host.Order($"o-{day}-paid"), $"{day}-paid", ("1", 3));
            await host.Clear(paid);
            await host.Service.Drain();
            await Look();
            await host.Service.Advance(Duration.FromHours(2));
            await host.Request(await host.Order($"o-{day}-late"), $"{day}-late", ("2", 10));
            await Look();
            await host.Service.Advance(Duration.FromHours(22));
        }

        return this;
    }

    /// <summary>Notes what the trial balance is now, and lets a moment pass, so that nothing else is booked at this one.</summary>
    public async Task Look()
    {
        seen.Add((host.Service.Now, await host.Finance.GetTrialBalanceAsync(new())));
        await host.Service.Advance(Duration.FromSeconds(1));
    }

    public async Task<GetTrialBalanceResponse> AsOf(Instant moment) =>
        await host.Finance.GetTrialBalanceAsync(new() { AsOf = moment.ToDateTimeUtc().ToTimestamp() });

    public async Task<IReadOnlyList<LedgerSeal>> Seals() => [.. (await host.Finance.ListLedgerSealsAsync(new())).Seals.Reverse()];

    public async Task<IReadOnlyList<VerifyLedgerResponse>> Verify(long from = 0, long to = 0)
    {
        var replies = new List<VerifyLedgerResponse>();
        using var verification = host.Finance.VerifyLedger(new() { FromNumber = from, ToNumber = to });
        await foreach (var reply in verification.ResponseStream.ReadAllAsync())
            replies.Add(reply);
        return replies;
    }
}
