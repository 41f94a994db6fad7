using System.Collections.Immutable;
using Aftersales.Kernel;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    private static Decision DecideInspection(ReturnState state, Inspect command, Terms terms)
    {
        var lines = state.Lines.ToDictionary(l => l.LineId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var restocked = ImmutableArray.CreateBuilder<Restocked>();
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var verdict = command.Lines[i];
            if (!seen.Add(verdict.LineId))
                return Invalid($"lines[{i}].line_id", "each line once");
            if (!lines.TryGetValue(verdict.LineId, out var line) || !line.IsComing)
                return UnknownLine(verdict.LineId);
            if (Malformed(verdict, i) is { } malformed)
                return malformed;
            if (line.Units.Count(u => MayInspect(u, command)) is var there && verdict.Total > there)
                return TooMany(verdict.LineId, there);
            // R-RET-5: what was refunded before it turned up stays so.
            if (line.Units.Count(u => MayInspect(u, command) && u.IsOpen) is var open && verdict.Total - verdict.Accepted > open)
                return TooMany(verdict.LineId, open).Rule("R-RET-5");
            var restock = terms.Policy.Restock.First(rule => rule.Covers(verdict.Condition, line)).To;
            lines[verdict.LineId] = Judged(line, verdict, restock, command);
            if (verdict.Accepted + verdict.Partly > 0)
                restocked.Add(new(verdict.LineId, verdict.Accepted + verdict.Partly, verdict.Condition, restock));
        }

        return command.Lines.All(v => v.Total == 0)
            ? Invalid("lines", "a verdict on one piece at least")
            : new Inspected(
                new(command.By, command.Lines), [.. state.Lines.Select(l => lines[l.LineId])], restocked.ToImmutable(),
                terms.EndOfDay(terms.Policy.DisputeDays));
    }

    // What an inspection left to a person is decided by one who may.
    private static bool MayInspect(Units units, Inspect command) =>
        units.IsToInspect && (units.Acceptance != Acceptance.Manual || command.MayDecideManual);

    private static Refusal? Malformed(Verdict verdict, int i)
    {
        if (verdict.Refused + verdict.Partly + verdict.Manual > 0 && string.IsNullOrWhiteSpace(verdict.Reason))
            return Invalid($"lines[{i}].reason", "needed unless all are accepted in full");
        return (verdict.Partly > 0) == verdict.Share is not null
            ? null
            : Invalid($"lines[{i}].share_basis_points", "1 to 9999 where pieces are accepted in part, 0 otherwise");
    }

    private static ReturnLine Judged(ReturnLine line, Verdict verdict, Restock restock, Inspect command)
    {
        var of = new Units(1, Reception.Received, Acceptance.Accepted) { Condition = verdict.Condition };
        var found = Math.Max(0, verdict.Accepted - line.Units.Count(u => u.IsOpen && MayInspect(u, command)));
        var judged = Take(line, verdict.Accepted - found, of with { Restock = restock })
            .Move(found, u => u.IsFound, u => u with { Condition = verdict.Condition, Restock = restock });
        judged = Take(judged, verdict.Partly, of with { Acceptance = Acceptance.Partly, Share = verdict.Share, Reason = verdict.Reason, Restock = restock });
        judged = Take(judged, verdict.Refused, of with { Acceptance = Acceptance.Refused, Reason = verdict.Reason });
        judged = Take(judged, verdict.Manual, of with { Acceptance = Acceptance.Manual, Reason = verdict.Reason });
        return judged with { InspectionPhotos = [.. line.InspectionPhotos.Union(command.Photos.GetValueOrDefault(line.LineId, []))] };

        // Those that nobody looked at first; what was released before stays released.
        ReturnLine Take(ReturnLine from, int count, Units to)
        {
            var pending = Math.Min(count, from.Units.Count(u => u is { IsToInspect: true, Acceptance: Acceptance.Pending }));
            return from
                .Move(pending, u => u is { IsToInspect: true, Acceptance: Acceptance.Pending }, u => to with { Release = u.Release })
                .Move(count - pending, u => u is { IsToInspect: true, Acceptance: Acceptance.Manual }, u => to with { Release = u.Release });
        }
    }

    private static Decision DecideDispute(ReturnState state, OpenDispute command, Terms terms)
    {
        if (state.Dispute is { } opened)
            return opened.By == command.By && opened.ResolvedBy is null ? Decision.Nothing : Decided(state);
        if (state.Ending is not null || state.DisputableUntil is not { } until || !state.Units.Any(IsDisputable))
            return new Refusal(DisputeClosed, "nothing was refused");
        return terms.Now >= until
            ? new Refusal(DisputeClosed, "the days to object are over").With("until", until.ToString())
            : new Disputed(new(
                command.By, command.SealedStatement, command.EvidenceIds, state.Inspection?.By, terms.Now, terms.EndOfDay(terms.Policy.ResolutionDays)));
    }

    /// <summary>Refused at inspection, or said not to have been in the parcel.</summary>
    public static bool IsDisputable(Units units) => units is { Acceptance: Acceptance.Refused, Reception: Reception.Received or Reception.Short };

    private static Decision DecideResolution(ReturnState state, ResolveDispute command, Terms terms)
    {
        switch (state.Dispute)
        {
            case null:
                return WrongStage(state, ReturnStage.Disputed);
            case { ResolvedBy: { } by } done:
                return Repeated(state, by == command.By, done.Resolution == command.Reason && IsSame(done.Accepted, command.Accepted), ReturnStage.Disputed);
            case { Refuser: { } refuser } when refuser == command.By:
                return new Refusal(SamePerson, "whoever refused does not decide the dispute").Rule("R-PPL-1").With("step", "inspection");
        }

        if (Malformed(state, command.Accepted, u => u.IsDisputed) is { } malformed)
            return malformed;
        var lines = state.Lines.Select(l => l
            .Move(Of(command.Accepted, l), u => u.IsDisputed, u => u with
            {
                Acceptance = Acceptance.Accepted,
                IsDisputed = false,
                Reason = null,
                // What turned up during the dispute nobody has looked at yet.
                Restock = u is { Reception: Reception.Received, Condition: not Condition.Unspecified } ? terms.Policy.Restock.First(rule => rule.Covers(u.Condition, l)).To : Restock.Unspecified,
            })
            .Move(u => u.IsDisputed, u => u with { Acceptance = Acceptance.Refused, IsDisputed = false }));
        return new DisputeResolved(command.By, command.Reason, command.Accepted, [.. lines], terms.EndOfDay(terms.Policy.InspectionDays));
    }
}
