using Aftersales.Kernel;
using NodaTime;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.Repairs.RepairEvent>;

namespace Aftersales.Returns.Domain.Repairs;

public static partial class RepairDecider
{
    private static Decision DecideRequest(RepairCommand.Request request, RepairTerms terms)
    {
        var lines = new List<RepairLine>();
        for (var i = 0; i < request.Lines.Length; i++)
        {
            var (lineId, quantity) = request.Lines[i];
            if (lines.Exists(l => l.LineId == lineId))
                return ReturnReasons.Invalid($"lines[{i}].line_id", "each line once");
            if (request.Order.Lines.FirstOrDefault(l => l.LineId == lineId) is not { } bought)
                return ReturnReasons.UnknownLine(lineId);
            if (quantity > bought.Quantity)
                return ReturnReasons.TooMany(lineId, bought.Quantity).Rule("R-RET-2");
            lines.Add(new(lineId, quantity, bought.Quantity));
        }

        return new Requested(new()
        {
            Id = request.Id,
            CauseId = request.CauseId,
            CaseId = request.CaseId,
            OrderId = request.Order.OrderId,
            CustomerId = request.Order.BuyerId,
            Lines = [.. lines],
            SealedWish = request.SealedWish,
            Responsible = request.Responsible,
            RequestedAt = terms.Now,
            PolicyVersion = terms.Policy.Version,
            Due = terms.EndOfDay(terms.Policy.QuoteDays),
        });
    }

    // What costs nothing needs no answer.
    private static Decision DecideQuote(Repair state, RepairCommand.Quote c, RepairTerms terms)
    {
        if (c.Price.IsNegative)
            return ReturnReasons.Invalid("price", "0 or more");
        var quote = new Quote((state.Quote?.Number ?? 0) + 1, c.Price, c.Work, c.By, terms.QuoteEnd);
        var quoted = new Quoted(quote, terms.NextLook(0), terms.Policy.Version);
        return c.Price.IsZero ? Decision.Of(quoted, Accepted(state, System, terms)) : quoted;
    }

    private static QuoteAccepted Accepted(Repair state, string by, RepairTerms terms) => state.IsHere
        ? new(by, null, terms.EndOfDay(terms.Policy.WorkDays))
        : new(by, new($"repair-{state.Id}", terms.Now), terms.EndOfDay(terms.Policy.CollectDays));

    private static QuoteDeclined Declined(Repair state, Ending ending, RepairTerms terms) =>
        new(ending, state.IsHere ? terms.EndOfDay(terms.Policy.SendDays) : null);

    // R-CLK-4: a silent customer declines, goods that are not handed over are not repaired, goods that do not arrive are lost; the rest stands with a person.
    private static Decision DecideDeadline(Repair state, RepairTerms terms)
    {
        if (state.Due is not { } due || terms.Now < due)
            return Decision.Nothing;
        return state.Stage switch
        {
            RepairStage.Quoted when state.Reminders < terms.Policy.ReminderDays.Length => new QuoteReminded(terms.NextLook(state.Reminders + 1)),
            RepairStage.Quoted => Declined(state, new(System, "the price was not answered", terms.Now), terms),
            RepairStage.Accepted => new Cancelled(new(System, "not handed over in time", terms.Now)),
            RepairStage.Collected => new Failed(new(Courier, "lost on the way in", terms.Now)),
            RepairStage.SentBack when state.IsOverdue => new Failed(new(Courier, "lost on the way back", terms.Now)),
            RepairStage.SentBack => new Overdue(terms.EndOfDay(terms.Policy.LostDays)),
            _ => new Overdue(Due: null),
        };
    }
}
