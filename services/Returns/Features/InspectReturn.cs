using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>Each received piece is accepted or refused; then the return is complete.</summary>
public sealed class InspectReturn(ReturnDesk desk)
{
    public Task<InspectReturnResponse> Handle(InspectReturnRequest request, Call call)
    {
        var inspect = new Inspect(
            call.Caller.Decider.Person,
            [.. request.Lines.Select(l => new Verdict(l.LineId, l.Accepted, l.Refused, l.Reason))]);
        return desk.Change(request.ReturnId, call, inspect, after => new InspectReturnResponse { Return = after });
    }
}
