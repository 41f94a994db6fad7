using Aftersales.Kernel;

namespace Aftersales.Returns;

/// <summary>Amounts of requests.</summary>
public static class Amounts
{
    /// <summary>The amount of a request; null where it is absent.</summary>
    /// <exception cref="RefusedException">INVALID_REQUEST: not CNY, or negative.</exception>
    public static Money? ToAmount(this Contracts.Money? amount, string field) => amount switch
    {
        null => null,
        { MinorUnits: >= 0 } when amount.CurrencyCode == Currency.Cny.Code => Money.Cny(amount.MinorUnits),
        _ => throw new RefusedException(Domain.ReturnReasons.Invalid(field, "an amount of CNY, not negative")),
    };
}
