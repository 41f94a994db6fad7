using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Ports;
using RevealPurpose = Aftersales.Refunds.Domain.RevealPurpose;

namespace Aftersales.Refunds.Features;

/// <summary>Shows a payee in clear to whose step it is. That it was read is committed before anything is shown (R-PPL-2).</summary>
public sealed class RevealPayee(Accounts accounts, Vault vault)
{
    public async Task<RevealPayeeResponse> Handle(RevealPayeeRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        if (account.State.Find(request.RefundId)?.Payee is { } kept && PayeeDetails.Open(kept.Sealed, vault) is null)
            throw new RefusedException(PlatformReasons.Erased());
        var command = new Domain.RevealPayee(
            request.RefundId, ChainSteps.Of(call.Caller), call.Person, Enum.Parse<RevealPurpose>($"{request.Purpose}"));
        return await accounts.Change(account.Id, call, command, after =>
        {
            var payee = PayeeDetails.Open(after.State.Find(request.RefundId)!.Payee!.Sealed, vault)!;
            return new RevealPayeeResponse { Payee = new() { Account = payee.Account, RealName = payee.RealName, PlatformId = payee.PlatformId } };
        });
    }
}
