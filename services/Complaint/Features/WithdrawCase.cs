using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>The customer takes the complaint back, as long as nothing is being carried out.</summary>
public sealed class WithdrawCase(CaseDesk desk)
{
    public Task<WithdrawCaseResponse> Handle(WithdrawCaseRequest request, Call call) => desk.Change(
        request.CaseId, call, new CaseCommand.Withdraw(call.Actor()), state => new WithdrawCaseResponse { Case = state });
}
