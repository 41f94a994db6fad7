using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations;

/// <summary>
/// Brings codes of another system and the coupons that await one together: a code is taken for a coupon first, then the coupon gets it, then the code
/// is its own for good. Each is a commit of its own, and what breaks off between them is settled by the code's due work. A coupon looks for
/// codes after it was granted, and codes look for coupons after they came: whichever is later finds the other.
/// </summary>
public sealed class CodeStock(Aggregates<ImportedCode, CodeEvent> codes, Aggregates<Grant, GrantEvent> grants, PolicyBook policies, BusinessCalendar calendar)
{
    /// <summary>Finds a code of its value for a coupon, the first to expire of those that are valid long enough.</summary>
    public async Task<Supplied> Supply(string grantId, Money value, Call call)
    {
        var least = calendar.EndOfDay(call.Now, (await policies.InForce(call)).Policy.Coupon.LeastDays);
        for (var token = ""; ;)
        {
            var page = await codes.List(call, CodeAggregate.Free(value), 0, token);
            foreach (var row in page.Rows.Where(row => row.State.ExpiresAt >= least))
            {
                var code = await codes.Change(row.Aggregate, call, code => CodeDecider.Take(code, grantId, call.Now));
                if (code.State.Status == CodeStatus.Taken && code.State.GrantId == grantId)
                    return await Settle(code, call) ? Supplied.Issued : Supplied.NotAwaited;
            }

            if ((token = page.NextPageToken).Length == 0)
                return Supplied.NoneFree;
        }
    }

    /// <summary>Codes of this value have come: coupons that await one get it, the oldest first.</summary>
    /// <returns>How many did.</returns>
    public async Task<int> HandOut(Money value, Call call)
    {
        var issued = 0;
        for (var token = ""; ;)
        {
            var page = await grants.List(call, GrantLists.PendingOf(value), 0, token);
            foreach (var row in page.Rows)
            {
                var supplied = await Supply(row.Aggregate, value, call);
                if (supplied == Supplied.NoneFree)
                    return issued;
                if (supplied == Supplied.Issued)
                    issued++;
            }

            if ((token = page.NextPageToken).Length == 0)
                return issued;
        }
    }

    /// <summary>A code that was taken becomes its coupon's, or is free again and is offered to the others.</summary>
    /// <returns>Whether the coupon that it was taken for has it.</returns>
    public async Task<bool> Settle(Versioned<ImportedCode> code, Call call)
    {
        var terms = (await policies.InForce(call)).Policy.Coupon;
        var grant = await grants.Change(code.State.GrantId, call, grant => CouponDecider.Issue(grant, code.Id, code.State, terms, call.Now));
        var hasIt = grant.State.Coupon?.ImportedCode == code.Id;
        await codes.Change(code.Id, call, now => CodeDecider.Settle(now, code.State.GrantId, hasIt, call.Now));
        return hasIt;
    }
}

/// <summary>What became of the search for a code.</summary>
public enum Supplied
{
    /// <summary>The coupon has it.</summary>
    Issued,

    /// <summary>None is free.</summary>
    NoneFree,

    /// <summary>The coupon had one by then, or was revoked.</summary>
    NotAwaited,
}
