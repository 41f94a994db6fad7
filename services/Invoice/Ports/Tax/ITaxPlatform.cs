using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Ports.Tax;

/// <summary>
/// What issues invoices. It issues one under a serial number, whatever is asked how often; silence is never an answer.
/// </summary>
public interface ITaxPlatform
{
    /// <summary>Issues a blue invoice under its id, unless that was done before.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: it is not known whether it is issued; ask again.</exception>
    Task<TaxAnswer> Issue(Invoice invoice, Seller seller, Call call);

    /// <summary>Issues a red letter under its id, unless that was done before.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: as above.</exception>
    Task<TaxAnswer> Reverse(Invoice blue, RedLetter red, Call call);
}
