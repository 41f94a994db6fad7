using Aftersales.Kernel;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    // R-CLK-4: somebody has to ask for what is missing, and by when.
    private static LossClaimed? Claimed(ReturnState after, Terms terms) =>
        after.WaitsFor(Wait.Claim) && !after.Deadlines.Any(d => d.Wait == Wait.Claim) ? new(terms.EndOfDay(terms.Policy.ClaimDays)) : null;

    private static Decision DecideLoss(ReturnState state, CloseLoss command, Terms terms)
    {
        var loss = Losses.Of(state, command.Kind);
        if (command.Recovered.IsNegative || command.Recovered.Currency != state.Fee.Currency)
            return Invalid("recovered", $"an amount of {state.Fee.Currency}, not negative");
        if (loss is { IsOpen: false, Closing: { } done })
        {
            var same = done.Recovered == command.Recovered && done.Outcome == command.Outcome && (command.Party ?? done.Party) == done.Party;
            return Repeated(state, done.By == command.By, same);
        }

        return loss.IsOpen
            ? new LossClosed(new(command.Kind, loss.Missing.Sum(p => p.Quantity), command.Party ?? loss.Party, command.Recovered, command.Outcome, command.By, terms.Now))
            : new Refusal(NothingMissing, "no piece is missing in this way");
    }

    // Goods are late where nothing is waited for any more and this parcel was never counted, or where whoever found them says so: a count that differs
    // from the one before is no news otherwise.
    private static bool IsLate(ReturnState state, Receive command) =>
        state.Units.Any(u => u.IsMissing)
        && (command.IsFound || (!state.Units.Any(u => u.IsToCome) && (state.Receipt is null || Awaited(state, command.TrackingNo) is not null)));

    private static Parcel? Awaited(ReturnState state, string? trackingNo) =>
        state.Parcels.FirstOrDefault(p => !p.IsReceived && p.TrackingNo == trackingNo && trackingNo is not null);

    // What was refunded stays so (R-RET-5) and is inspected for what becomes of it; about what was not refunded the inspection decides.
    private static Decision DecideLate(ReturnState state, Receive command, Terms terms)
    {
        if (Malformed(state, command.Lines, u => u.IsMissing) is { } refusal)
            return refusal;
        if (command.Lines.All(p => p.Quantity == 0))
            return Invalid("received", "one piece at least");
        if (command.FreightCollect is { IsPositive: true } && state.Approval is not { FreightCollect: true })
            return FreightCollectRefused("with an agreement only");
        var arrived = Awaited(state, command.TrackingNo);
        return new Received(
            new(command.By, command.TrackingNo, command.Lines) { IsFound = true },
            [.. state.Lines.Select(l => l.Move(Of(command.Lines, l), u => u.IsMissing, Found))],
            [.. state.Parcels.Select(p => p == arrived ? p with { IsReceived = true } : p)],
            state.Freight, terms.EndOfDay(terms.Policy.InspectionDays), terms.EndOfDay(terms.Policy.DisputeDays));
    }

    private static Units Found(Units units) => units.Acceptance == Acceptance.Refused
        ? units with { Reception = Reception.Received, Acceptance = Acceptance.Pending, Reason = null }
        : units with { Reception = Reception.Received };
}
