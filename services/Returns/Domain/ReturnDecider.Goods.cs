using System.Collections.Immutable;
using Aftersales.Kernel;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    private static Decision DecideShipment(ReturnState state, RecordShipment command, Terms terms)
    {
        var sent = command.Lines.IsDefaultOrEmpty ? Awaited(state) : command.Lines;
        if (Malformed(state, sent, u => u is { IsToCome: true, Reception: Reception.Awaited }) is { } refusal)
            return refusal;
        var lines = state.Lines.Select(l => l.Move(
            Of(sent, l), u => u is { IsToCome: true, Reception: Reception.Awaited }, u => u with { Reception = Reception.InTransit }));
        var parcel = new Parcel(command.By, command.TrackingNo, sent) { Carrier = command.Carrier, AskAt = terms.NextAsk };
        return new Shipped(parcel, [.. lines], terms.EndOfDay(terms.Policy.TransitDays));
    }

    private static Decision DecideReceipt(ReturnState state, Receive command, Terms terms)
    {
        if (Malformed(state, command.Lines, u => u.IsToCome) is { } refusal)
            return refusal;
        if (command.FreightCollect is { IsPositive: true } && state.Approval is not { FreightCollect: true })
            return FreightCollectRefused("with an agreement only");

        var arrived = ParcelOf(state, command.TrackingNo);
        var parcels = state.Parcels.Select(p => p == arrived ? p with { IsReceived = true } : p).ToImmutableArray();
        var counted = state.Lines.Select(l => Counted(l, Of(command.Lines, l)));
        var lines = command.MoreToCome ? counted : counted.Select(l => WithoutMissing(l, parcels));
        var freight = command.FreightCollect is { IsPositive: true } paid && state.Freight is { } known
            ? FreightSplit.Of(state.Lines, (known.IsEstimate ? Money.Zero(paid.Currency) : known.Cost) + paid, known.Insurance, false, terms.Policy.Freight)
            : state.Freight;
        return new Received(
            new(command.By, command.TrackingNo, command.Lines), [.. lines], parcels, freight,
            terms.EndOfDay(terms.Policy.InspectionDays), terms.EndOfDay(terms.Policy.DisputeDays));
    }

    // What was sent arrives before what was not.
    private static ReturnLine Counted(ReturnLine line, int pieces)
    {
        var sent = Math.Min(pieces, line.Units.Count(IsSent));
        return line.Move(sent, IsSent, Arrived).Move(pieces - sent, u => u.IsToCome, Arrived);

        static bool IsSent(Units units) => units is { IsToCome: true, Reception: Reception.InTransit };
        static Units Arrived(Units units) => units with { Reception = Reception.Received };
    }

    // What is in another parcel is awaited on, and so is what was not sent yet where the customer told what they sent.
    private static ReturnLine WithoutMissing(ReturnLine line, ImmutableArray<Parcel> parcels)
    {
        var inOthers = parcels.Where(p => !p.IsReceived).Sum(p => Of(p.Lines, line));
        var missing = line.Units.Count(u => u.IsToCome && (parcels.IsEmpty || u.Reception == Reception.InTransit)) - inOthers;
        return line.Move(
            Math.Max(0, missing),
            u => u.IsToCome && (parcels.IsEmpty || u.Reception == Reception.InTransit),
            u => u with { Reception = Reception.Short, Acceptance = Acceptance.Refused, Reason = "not in the parcel" });
    }

    private static Parcel? ParcelOf(ReturnState state, string? trackingNo)
    {
        var open = state.Parcels.Where(p => !p.IsReceived).ToList();
        return open.Find(p => p.TrackingNo == trackingNo) ?? (open is [var only] ? only : null);
    }

    private static bool IsRepeat(ReturnState state, Receive command) =>
        command.TrackingNo is not null && state.Receipt?.TrackingNo == command.TrackingNo;

    private static ImmutableArray<Pieces> Awaited(ReturnState state) =>
    [
        .. state.Lines
            .Select(l => new Pieces(l.LineId, l.Units.Count(u => u is { IsToCome: true, Reception: Reception.Awaited })))
            .Where(p => p.Quantity > 0),
    ];

    private static Refusal? Malformed(ReturnState state, ImmutableArray<Pieces> pieces, Func<Units, bool> which)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < pieces.Length; i++)
        {
            var (lineId, quantity) = pieces[i];
            if (!seen.Add(lineId))
                return Invalid($"lines[{i}].line_id", "each line once");
            if (state.Coming.FirstOrDefault(l => l.LineId == lineId) is not { } line)
                return UnknownLine(lineId);
            if (line.Units.Count(which) is var there && quantity > there)
                return TooMany(lineId, there);
        }

        return null;
    }

    private static int Of(ImmutableArray<Pieces> pieces, ReturnLine line) => pieces.FirstOrDefault(p => p.LineId == line.LineId)?.Quantity ?? 0;

    // R-RET-6: what the courier really asks. What is released after it is charged by it.
    private static Decision DecideFreight(ReturnState state, RecordFreight command, Terms terms)
    {
        if (command.Cost.IsNegative || command.Cost.Currency != state.Fee.Currency)
            return Invalid("cost", $"an amount of {state.Fee.Currency}, not negative");
        if (command.Insurance.IsNegative || command.Insurance.Currency != state.Fee.Currency)
            return Invalid("insurance", $"an amount of {state.Fee.Currency}, not negative");
        var freight = FreightSplit.Of(state.Lines, command.Cost, command.Insurance, state.Freight!.PaidByCustomer, terms.Policy.Freight);
        return freight == state.Freight ? Decision.Nothing : new FreightRecorded(command.By, freight);
    }
}
