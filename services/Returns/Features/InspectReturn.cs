using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>Received pieces are accepted, accepted in part, refused, or left to a person; the last piece completes the return.</summary>
public sealed class InspectReturn(ReturnDesk desk)
{
    public Task<InspectReturnResponse> Handle(InspectReturnRequest request, Call call)
    {
        var inspect = new Inspect(
            call.Caller.Decider.Person,
            [.. request.Lines.Select(Verdict)],
            MayDecideManual: call.Caller.Is(Role.ReturnSpecialist) || call.Caller.Is(Role.Supervisor))
        {
            Photos = request.Lines.GroupBy(l => l.LineId).ToImmutableDictionary(l => l.Key, l => l.SelectMany(one => one.EvidenceIds).ToImmutableArray()),
        };
        return desk.Change(request.ReturnId, call, inspect, after => new InspectReturnResponse { Return = after });
    }

    private static Verdict Verdict(LineInspection line) => new(
        line.LineId, line.Accepted, line.Refused, line.Refused + line.Partly + line.Manual > 0 ? line.Reason : null)
    {
        Partly = line.Partly,
        Share = line.ShareBasisPoints == 0 ? null : Percent.Of(line.ShareBasisPoints / 100m),
        Manual = line.Manual,
        Condition = line.Condition == Contracts.Returns.Condition.Unspecified ? Domain.Condition.AsNew : (Domain.Condition)line.Condition,
    };
}
