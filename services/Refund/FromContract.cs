using Aftersales.Kernel;
using Aftersales.Platform;

namespace Aftersales.Refunds;

/// <summary>From the contract to the domain.</summary>
internal static class FromContract
{
    /// <param name="amount">Absent for zero.</param>
    /// <param name="field">Its path, for the refusal.</param>
    /// <exception cref="RefusedException">INVALID_REQUEST: another currency than CNY.</exception>
    public static Money ToDomain(this Contracts.Money? amount, string field)
    {
        if (amount is null)
            return Money.Cny(0);
        return amount.CurrencyCode == Currency.Cny.Code
            ? Money.Cny(amount.MinorUnits)
            : throw new RefusedException(PlatformReasons.Invalid($"{field}.currency_code", "must be CNY"));
    }

    /// <exception cref="RefusedException">INVALID_REQUEST: another currency than CNY.</exception>
    public static Domain.PriceDifference ToDomain(this Contracts.Refunds.PriceDifference difference) =>
        new(difference.LineId, difference.Amount.ToDomain("price_differences.amount"));
}
