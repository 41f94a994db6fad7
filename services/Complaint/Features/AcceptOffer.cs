using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>The customer accepts; a plan carries it out (R-ESC-2).</summary>
public sealed class AcceptOffer(CaseDesk desk)
{
    public Task<AcceptOfferResponse> Handle(AcceptOfferRequest request, Call call) => desk.Change(
        request.CaseId, call, new CaseCommand.AcceptOffer(call.Actor(), request.OfferId), state => new AcceptOfferResponse { Case = state });
}
