using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Channel = Aftersales.Complaints.Domain.Channel;

namespace Aftersales.Complaints.Features;

/// <summary>Customer or agent says something (R-CLK-1).</summary>
public sealed class PostMessage(CaseDesk desk, Vault vault)
{
    public Task<PostMessageResponse> Handle(PostMessageRequest request, Call call)
    {
        var command = new CaseCommand.PostMessage(call.Actor(), (Channel)request.Channel, vault.Seal(request.Text));
        return desk.Change(request.CaseId, call, command, state => new PostMessageResponse { Case = state });
    }
}
