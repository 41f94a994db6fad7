using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using PromiseKind = Aftersales.Complaints.Domain.PromiseKind;

namespace Aftersales.Complaints.Features;

/// <summary>Promises the customer something by a time (R-CLK-2).</summary>
public sealed class PromiseToCustomer(CaseDesk desk, Vault vault)
{
    public Task<PromiseToCustomerResponse> Handle(PromiseToCustomerRequest request, Call call)
    {
        if (request.Kind == Contracts.Complaints.PromiseKind.Other && request.Note.Length == 0)
            throw new RefusedException(CaseReasons.Invalid("note", "says what is promised where it is neither a call nor an answer"));
        var command = new CaseCommand.PromiseToCustomer(
            call.Actor(), Ids.New("prm", call.Now), (PromiseKind)request.Kind, request.DueTime?.ToInstant(), vault.SealOrEmpty(request.Note));
        return desk.Change(request.CaseId, call, command, state => new PromiseToCustomerResponse { Case = state, PromiseId = command.Id });
    }
}
