using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>Why Compensation refuses.</summary>
public static class CompensationReasons
{
    public static readonly Reason AuthorityExceeded = new("AUTHORITY_EXCEEDED", RefusalKind.Denied);
    public static readonly Reason KindNotAllowed = new("KIND_NOT_ALLOWED", RefusalKind.Denied);
    public static readonly Reason AlreadyCompensated = new("ALREADY_COMPENSATED", RefusalKind.AlreadyExists);
    public static readonly Reason OrderCapExceeded = new("ORDER_CAP_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason BudgetExhausted = new("BUDGET_EXHAUSTED", RefusalKind.Exhausted);
    public static readonly Reason ReviewConditioned = new("REVIEW_CONDITIONED", RefusalKind.Precondition);
    public static readonly Reason GrantNotFound = new("GRANT_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason GrantStateInvalid = new("GRANT_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason CouponNotFound = new("COUPON_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason CouponMinimumSpend = new("COUPON_MINIMUM_SPEND", RefusalKind.Precondition);
    public static readonly Reason CouponStackingExceeded = new("COUPON_STACKING_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason CouponNotReserved = new("COUPON_NOT_RESERVED", RefusalKind.Precondition);
    public static readonly Reason CouponFileInvalid = new("COUPON_FILE_INVALID", RefusalKind.Invalid);
    public static readonly Reason RefundExceedsPaid = new("REFUND_EXCEEDS_PAID", RefusalKind.Precondition);
    public static readonly Reason LineUnknown = new("LINE_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason PolicyNotFound = new("POLICY_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason PolicyStateInvalid = new("POLICY_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason PolicyInvalid = new("POLICY_INVALID", RefusalKind.Invalid);
    public static readonly Reason ProposalNotFound = new("PROPOSAL_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason ProposalStateInvalid = new("PROPOSAL_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason AuthorityNotFound = new("AUTHORITY_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason AuthorityInvalid = new("AUTHORITY_INVALID", RefusalKind.Invalid);
    public static readonly Reason AuthorityStateInvalid = new("AUTHORITY_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason DelegationExceeded = new("DELEGATION_EXCEEDED", RefusalKind.Denied);
    public static readonly Reason TooManyAuthorities = new("TOO_MANY_AUTHORITIES", RefusalKind.Exhausted);
    public static readonly Reason SamePerson = new("SAME_PERSON", RefusalKind.Denied);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
}
