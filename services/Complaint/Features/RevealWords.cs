using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using RevealPurpose = Aftersales.Complaints.Domain.RevealPurpose;

namespace Aftersales.Complaints.Features;

/// <summary>Tells the words of an entry in clear to who needs them. That they were read is committed before anything is told (R-PPL-2).</summary>
public sealed class RevealWords(Cases cases, CaseDesk desk, TimelineReader timeline, Vault vault)
{
    public async Task<RevealWordsResponse> Handle(RevealWordsRequest request, Call call)
    {
        await desk.Find(call, request.CaseId);
        var words = await timeline.Words(call, request.CaseId, request.EntryId)
            ?? throw new RefusedException(new(CaseReasons.TimelineEntryNotFound, "no entry with words in it"));
        if (vault.Open(words) is not { } clear)
            throw new RefusedException(PlatformReasons.Erased());
        var supervises = call.Caller.Is(Role.Supervisor) || call.Caller.Is(Role.Platform);
        var command = new CaseCommand.RevealWords(call.Actor(), supervises, request.EntryId, (RevealPurpose)request.Purpose);
        return await cases.Change(
            request.CaseId, call, state => desk.Decide(call, state, command), _ => new RevealWordsResponse { Words = clear });
    }
}
