using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Staff write something down among themselves.</summary>
public sealed class AddNote(CaseDesk desk, Vault vault)
{
    public Task<AddNoteResponse> Handle(AddNoteRequest request, Call call) => desk.Change(
        request.CaseId, call, new CaseCommand.AddNote(vault.Seal(request.Note)), state => new AddNoteResponse { Case = state });
}
