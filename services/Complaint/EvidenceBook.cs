using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints;

/// <summary>Which photos a merchant's people and customers uploaded.</summary>
public sealed class EvidenceBook(Documents<Evidence> evidence)
{
    /// <exception cref="RefusedException">EVIDENCE_NOT_FOUND.</exception>
    public async Task<ImmutableArray<Evidence>> Find(Call call, IEnumerable<string> ids)
    {
        var found = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var id in ids)
            found.Add(await evidence.Find(call, id) ?? throw new RefusedException(new(CaseReasons.EvidenceNotFound, "no such evidence")));
        return found.ToImmutable();
    }

    /// <summary>The same content is the same photo.</summary>
    public Task Keep(Call call, Evidence uploaded) => evidence.Keep(call, uploaded.Id, 1, uploaded);
}
