using System.Collections.Immutable;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    private static Decision DecideReceipt(ReturnState state, Receive command, Terms terms)
    {
        var lines = state.Lines.ToDictionary(l => l.LineId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var (lineId, quantity) = command.Lines[i];
            if (!seen.Add(lineId))
                return Invalid($"lines[{i}].line_id", "each line once");
            if (!lines.TryGetValue(lineId, out var line) || !line.IsComing)
                return UnknownLine(lineId);
            if (quantity > line.Quantity)
                return TooMany(lineId, line.Quantity);
            lines[lineId] = line with { Received = quantity };
        }

        return new Received(command.By, [.. state.Lines.Select(l => lines[l.LineId])], terms.EndOfDay(terms.Policy.InspectionDays));
    }

    private static Decision DecideInspection(ReturnState state, Inspect command)
    {
        var lines = state.Lines.ToDictionary(l => l.LineId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var (lineId, accepted, refused, reason) = command.Lines[i];
            if (!seen.Add(lineId))
                return Invalid($"lines[{i}].line_id", "each line once");
            if (!lines.TryGetValue(lineId, out var line) || !line.IsComing)
                return UnknownLine(lineId);
            if (accepted + refused > line.Received)
                return TooMany(lineId, line.Received);
            if (refused > 0 && string.IsNullOrWhiteSpace(reason))
                return Invalid($"lines[{i}].reason", "needed when pieces are refused");
            lines[lineId] = line with { Accepted = accepted, Refused = refused, Refusal = refused > 0 ? reason : null };
        }

        if (lines.Values.Any(l => l.Accepted + l.Refused != l.Received))
            return Invalid("lines", "each received piece is accepted or refused");

        var inspected = new Inspected(command.By, [.. state.Lines.Select(l => lines[l.LineId])]);
        return state.Refundable == RefundBasis.None && inspected.Lines.Any(l => l.Accepted > 0 || !l.IsComing)
            ? Decision.Of(inspected, new RefundAllowed(RefundBasis.Final))
            : inspected;
    }

    private static bool IsSame(ReturnState state, Receive command) => IsSame(
        state.Lines.Where(l => l.Received > 0).Select(l => new Pieces(l.LineId, l.Received)),
        command.Lines.Where(l => l.Quantity > 0));

    private static bool IsSame(ReturnState state, Inspect command) => IsSame(
        state.Coming.Where(l => l.Received > 0).Select(l => new Verdict(l.LineId, l.Accepted, l.Refused, l.Refusal)),
        command.Lines.Where(l => l.Accepted + l.Refused > 0).Select(l => l with { Reason = l.Refused > 0 ? l.Reason : null }));

    private static bool IsSame<T>(IEnumerable<T> one, IEnumerable<T> other) => one.ToImmutableHashSet().SetEquals(other);
}
