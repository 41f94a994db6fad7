using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using CaseType = Aftersales.Complaints.Domain.CaseType;

namespace Aftersales.Complaints.Features;

/// <summary>A person corrects what a case is about (R-CASE-1). Where a case about that is open it goes on there (R-CASE-2, <see cref="JoinCase"/>).</summary>
public sealed class ReclassifyCase(CaseDesk desk, OrderBook orders, Teams teams, Exposing exposing, Vault vault)
{
    public async Task<ReclassifyCaseResponse> Handle(ReclassifyCaseRequest request, Call call)
    {
        var (type, why) = (TypeOf(request), vault.Seal(request.Reason));
        var found = await desk.Find(call, request.CaseId);
        var facts = found.State.Order is { } order ? await orders.Find(call, order) : null;
        var correct = new DeskCommand.Reclassify(call.Actor(), type, why, facts, await exposing.Earlier(type, call), await teams.Find(call));
        try
        {
            return await desk.Change(request.CaseId, call, correct, state => new ReclassifyCaseResponse { Case = state });
        }
        catch (RefusedException open) when (open.Refusal.Reason == CaseReasons.CaseStateInvalid && open.Refusal.Metadata.TryGetValue("holder", out var holder))
        {
            var attach = new DeskCommand.AttachTo(call.Actor(), holder, type, why);
            return await desk.Change(request.CaseId, call, attach, state => new ReclassifyCaseResponse { Case = state });
        }
    }

    // A gift that the page promised: not part of the product, the page is wrong; part of it, it was left out.
    private static CaseType TypeOf(ReclassifyCaseRequest request) => (request.Gift, request.Type) switch
    {
        (GiftFinding.NotPart, Contracts.Complaints.CaseType.Unspecified) => CaseType.WrongItem,
        (GiftFinding.Part, Contracts.Complaints.CaseType.Unspecified) => CaseType.MissingItem,
        (GiftFinding.Unspecified, not Contracts.Complaints.CaseType.Unspecified) => (CaseType)request.Type,
        _ => throw new RefusedException(CaseReasons.Invalid("type", "either the type or what was found about a gift is given")),
    };
}
