using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Ports;

namespace Aftersales.Refunds.Features;

/// <summary>The account that an abnormal refund is paid to (R-REF-2); sealed before anything else is done with it (R-PPL-2).</summary>
public sealed class ProvidePayee(Accounts accounts, Vault vault)
{
    public async Task<ProvidePayeeResponse> Handle(ProvidePayeeRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        var details = new PayeeDetails(request.Payee.Account, request.Payee.RealName, request.Payee.PlatformId);
        var payee = new Domain.Payee(details.Seal(vault), Mask.Account(details.Account), details.Fingerprint(vault), call.Person);
        return await accounts.Change(
            account.Id, call, new Domain.ProvidePayee(request.RefundId, payee),
            after => new ProvidePayeeResponse { Refund = after.ToRefund(request.RefundId) });
    }
}
