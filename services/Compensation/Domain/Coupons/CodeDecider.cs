using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What happens to a code of another system.</summary>
public static class CodeDecider
{
    /// <summary>The same code again changes nothing; <see cref="HasTermsOf"/> tells whether it came with the same terms.</summary>
    public static Decision<CodeEvent> Import(ImportedCode? code, ImportedCode imported) => code is null ? new CodeImported(imported) : Decision<CodeEvent>.Nothing;

    public static bool HasTermsOf(this ImportedCode code, ImportedCode other) =>
        (code.Value, code.MinimumSpend, code.ExpiresAt) == (other.Value, other.MinimumSpend, other.ExpiresAt);

    /// <summary>The first grant that asks has it: who lost sees another one's id.</summary>
    public static Decision<CodeEvent> Take(ImportedCode? code, string grantId, Instant now) =>
        code is { Status: CodeStatus.Free } && now < code.ExpiresAt ? new CodeTaken(grantId, now) : Decision<CodeEvent>.Nothing;

    /// <param name="hasIt">Whether the grant's coupon is this code.</param>
    public static Decision<CodeEvent> Settle(ImportedCode? code, string grantId, bool hasIt, Instant now) =>
        code is not { Status: CodeStatus.Taken } || code.GrantId != grantId ? Decision<CodeEvent>.Nothing
        : hasIt ? new CodeGiven(now) : new CodeFreed(now);

    public static Decision<CodeEvent> Offer(ImportedCode? code, Instant now) =>
        code is { Status: CodeStatus.Free, Returned: true } ? new CodeOffered(now) : Decision<CodeEvent>.Nothing;

    public static Decision<CodeEvent> Expire(ImportedCode? code, Instant now) =>
        code is { Status: CodeStatus.Free } && now >= code.ExpiresAt ? new CodeExpired(now) : Decision<CodeEvent>.Nothing;

    public static ImportedCode Evolve(ImportedCode? code, CodeEvent happened) => (code, happened) switch
    {
        (null, CodeImported imported) => imported.Code,
        ({ }, CodeTaken taken) => code with { Status = CodeStatus.Taken, GrantId = taken.GrantId, Returned = false },
        ({ }, CodeGiven) => code with { Status = CodeStatus.Given },
        ({ }, CodeFreed) => code with { Status = CodeStatus.Free, GrantId = "", Returned = true },
        ({ }, CodeOffered) => code with { Returned = false },
        ({ }, CodeExpired) => code with { Status = CodeStatus.Expired },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}
