using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations.Features;

/// <summary>Grants what a plan's step asks for, once whatever happens to its requests.</summary>
public sealed class GrantCompensation(Granting granting, CouponCodes codes)
{
    public Task<GrantCompensationResponse> Handle(GrantCompensationRequest request, Call call)
    {
        var amount = request.Amount.ToAmount("amount");
        if (request.Kind == CompensationKind.Gift == (request.GiftSku.Length == 0))
            throw new RefusedException(PlatformReasons.Invalid("gift_sku", "names the gift, and is empty for other kinds"));
        return granting.Give(
            $"{request.StartedBy.Kind}/{request.StartedBy.Id}",
            request.OrderId,
            (Cause)request.Cause,
            situation => new(request.OrderId, (Cause)request.Cause, (Kind)request.Kind, amount, request.ConditionalOnReview, (Party)request.AttributedTo)
            {
                Pieces = request.Lines.ToPieces(situation.Order),
                Part = (Part)request.Part,
                Text = request.Text,
                GiftSku = request.GiftSku,
            },
            request.CaseId,
            request.StartedBy.Id,
            call,
            (grant, warnings) => new GrantCompensationResponse { Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)), BudgetWarnings = { warnings } });
    }
}
