using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints;

/// <summary>Which photos a merchant's people and customers uploaded.</summary>
public sealed class EvidenceBook(KeptPhotos kept)
{
    /// <summary>Photos to be attached to a case; those that wait for the scanner too, since they are shown to nobody before.</summary>
    /// <exception cref="RefusedException">EVIDENCE_NOT_FOUND, EVIDENCE_BLOCKED.</exception>
    public async Task<ImmutableArray<Evidence>> Find(Call call, IEnumerable<string> ids)
    {
        var found = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var id in ids)
        {
            var state = await State(call, id);
            if (KeepingDecider.Attach(state, call.Now) is { } refusal)
                throw new RefusedException(refusal);
            found.Add(new(id, state!.MediaType, state.Size));
        }

        return found.ToImmutable();
    }

    /// <summary>Those of some photos whose content is kept here.</summary>
    public async Task<ImmutableArray<Evidence>> FindKept(Call call, IEnumerable<string> ids)
    {
        var found = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var id in ids)
            if (await State(call, id) is { Stage: not EvidenceStage.Deleted } state)
                found.Add(new(id, state.MediaType, state.Size));
        return found.ToImmutable();
    }

    private async Task<KeptEvidence?> State(Call call, string id) => (await kept.Find(call.Merchant, id, call.Cancel))?.State;
}
