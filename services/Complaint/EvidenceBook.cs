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
            var state = (await kept.Find(call.Merchant, id, call.Cancel))?.State;
            if (KeepingDecider.Attach(state) is { } refusal)
                throw new RefusedException(refusal);
            found.Add(new(id, state!.MediaType, state.Size));
        }

        return found.ToImmutable();
    }
}
