using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What a request would come to now, without being made.</summary>
/// <param name="Account">The order's account as it is.</param>
/// <param name="Made">What would be made; null when refused.</param>
public sealed record Simulation(Account Account, Requested? Made, Refusal? Refusal)
{
    /// <param name="account">Null while nothing was ever requested for the order.</param>
    /// <param name="asked">A request of nothing asks for everything that is left.</param>
    /// <param name="deadlines">Policy and calendar in force.</param>
    /// <param name="now">Business time.</param>
    public static Simulation Of(Account? account, RequestRefund asked, Deadlines deadlines, Instant now)
    {
        var present = (account ?? Account.Of(asked.Order)) with { Order = asked.Order };
        var request = asked.IsOfNothing ? Everything(present, asked) : asked;
        if (request.IsOfNothing)
            return new(present, null, Reservation.Exceeds(Money.Zero(asked.Freight.Currency)));
        var decision = AccountDecider.Decide(account, request, deadlines, now);
        return new(present, decision.Events.OfType<Requested>().SingleOrDefault(), decision.Refusal);
    }

    private static RequestRefund Everything(Account account, RequestRefund asked) => asked with
    {
        Lines = [.. account.Order.Lines.Select(line => (line.LineId, account.FreePieces(line).Length)).Where(line => line.Length > 0)],
        Freight = Money.Max(Money.Zero(asked.Freight.Currency), account.LeftOfFreight),
    };
}
