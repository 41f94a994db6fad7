using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;

namespace Aftersales.Compensations.Features;

/// <summary>Whether the person may grant this: the answer that a grant would get, and nothing is written.</summary>
public sealed class CheckAuthority(Situations situations)
{
    public async Task<CheckAuthorityResponse> Handle(CheckAuthorityRequest request, Call call)
    {
        var amount = request.Amount.ToAmount("amount");
        var present = await situations.Of(call, request.OrderId, (Cause)request.Cause);
        var situation = present with { Standing = present.Standing.Without(request.InsteadOfGrantIds) };
        var demand = new Demand(request.OrderId, (Cause)request.Cause, (Kind)request.Kind, amount, request.ConditionalOnReview, Party.Unknown)
        {
            Pieces = request.Lines.ToPieces(situation.Order),
            Part = (Part)request.Part,
            Text = request.Text,
        };
        var ruling = AuthorityDecider.Decide(demand, call.Caller.ToDecider(), situation);
        if (ruling.IsRefused)
            throw new RefusedException(ruling.Refusal);
        return new()
        {
            Basis = ruling.Permission.Basis.ToBasis(),
            Allowed = ruling.Permission.Allowed?.ToContract(),
            BudgetWarnings = { BudgetWatch.Near(ruling.Permission.Counted) },
        };
    }
}
