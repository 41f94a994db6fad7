using System.Collections.Immutable;
using Aftersales.Kernel;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.Replacements.ReplacementEvent>;

namespace Aftersales.Returns.Domain.Replacements;

public static partial class ReplacementDecider
{
    private static Decision DecideRequest(ReplacementCommand.Request request, ReplacementTerms terms)
    {
        var policy = terms.Policy;
        if (Lines(request, out var lines) is { } refusal)
            return refusal;
        if (ReplacementRules.Refuse(request.Kind, new(request.Responsible, request.Order, request.Lines, request.Grounds), policy) is { } broken)
            return broken;
        if (request.Kind == ReplacementKind.Exchange && Exchanged(request) is { } early)
            return early;
        return new Requested(new()
        {
            Id = request.Id,
            Kind = request.Kind,
            CauseId = request.CauseId,
            CaseId = request.CaseId,
            OrderId = request.Order.OrderId,
            CustomerId = request.Order.BuyerId,
            Lines = lines,
            ReturnId = request.Return?.Id,
            Follows = request.Follows?.Id,
            Responsible = request.Responsible,
            PaidBy = policy.PaidBy.GetValueOrDefault(request.Kind, CostPayer.Merchant),
            RequestedAt = terms.Now,
            PolicyVersion = policy.Version,
            Due = terms.EndOfDay(policy.ApprovalDays),
        });
    }

    // What there is to be replaced: what was bought, or what the replacement before delivered (R-RET-9).
    private static Refusal? Lines(ReplacementCommand.Request request, out ImmutableArray<ReplacedLine> lines)
    {
        lines = [];
        if (request.Follows is { Stage: not ReplacementStage.Delivered } earlier)
            return ReplacementReasons.WrongStage(earlier, ReplacementStage.Delivered).Rule("R-RET-9");
        var found = new List<ReplacedLine>();
        for (var i = 0; i < request.Lines.Length; i++)
        {
            var wanted = request.Lines[i];
            if (found.Exists(l => l.LineId == wanted.LineId))
                return ReturnReasons.Invalid($"lines[{i}].line_id", "each line once");
            if (request.Kind == ReplacementKind.Gift)
            {
                found.Add(new(wanted.LineId, wanted.Quantity, wanted.Quantity, wanted.Sku ?? "", wanted.Part, Money.Cny(0)));
                continue;
            }

            if (request.Order.Lines.FirstOrDefault(l => l.LineId == wanted.LineId) is not { } bought)
                return ReturnReasons.UnknownLine(wanted.LineId);
            var bound = request.Follows is { } before ? before.Lines.FirstOrDefault(l => l.LineId == wanted.LineId)?.Quantity ?? 0 : bought.Quantity;
            if (wanted.Quantity > bound)
                return ReturnReasons.TooMany(wanted.LineId, bound).Rule("R-RET-2");
            found.Add(new(wanted.LineId, wanted.Quantity, bound, wanted.Sku ?? bought.Sku, wanted.Part, bought.UnitListPrice));
        }

        lines = [.. found];
        return null;
    }

    // R-RET-8: collected or scrapped first, then a replacement for what was accepted.
    private static Refusal? Exchanged(ReplacementCommand.Request request)
    {
        if (request.Return is not { } back || back.OrderId != request.Order.OrderId)
            return ReturnReasons.NotFound;
        if (back.Stage != ReturnStage.Completed)
            return ReturnReasons.WrongStage(back, ReturnStage.Completed).Rule("R-RET-8");
        foreach (var wanted in request.Lines)
        {
            var accepted = back.Lines.Where(l => l.LineId == wanted.LineId).Sum(l => l.Accepted);
            if (wanted.Quantity > accepted)
                return ReturnReasons.TooMany(wanted.LineId, accepted).Rule("R-RET-8");
        }

        return null;
    }
}
