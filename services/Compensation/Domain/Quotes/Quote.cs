using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What a case is about, before anybody names an amount.</summary>
public sealed record Question(string OrderId, Cause Cause, Part Part, ImmutableArray<Piece> Pieces);

/// <summary>What may be offered for a case, the best first, and how every rule came to its say.</summary>
/// <param name="Before">Granted for the same cause already.</param>
/// <param name="OrderLeft">What the order's cap still leaves; not below zero.</param>
/// <param name="Verdicts">One for each rule of the policy, in its order.</param>
public sealed record Quote(string PolicyVersion, ImmutableArray<Option> Options, Money Before, Money OrderLeft, ImmutableArray<Verdict> Verdicts)
{
    /// <summary>The lowest tier that could grant more than the asker; null where none could.</summary>
    public Tier? MoreFrom()
    {
        var own = Options.Where(option => option.IsOwn).ToList();
        if (own.Exists(option => option.Amount is null))
            return null;
        var most = own.Select(option => option.Amount!.Value.Minor).DefaultIfEmpty().Max();
        return Options.Where(option => !option.IsOwn && (option.Amount is not { } amount || amount.Minor > most)).Select(option => (Tier?)option.Tier).Min();
    }
}

/// <summary>One thing that may be offered.</summary>
/// <param name="Tier">Who can grant it; of the asker's own, the tier whose rules they use.</param>
/// <param name="IsOwn">Whether the asker can, by their role or a delegation.</param>
/// <param name="Amount">The whole compensation for the cause, as a grant names it; null where it is as the tier decides.</param>
/// <param name="Grantable">What a grant of it gives now: the amount less what was granted for the cause before; null as above.</param>
/// <param name="Rule">The rule that allows it; null for restitution.</param>
public sealed record Option(Kind Kind, Tier Tier, bool IsOwn, Money? Amount, Money? Grantable, Rule? Rule, Wording Reason)
{
    public bool Mandated => Rule?.Mandated == true;
}
