using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Queries;

/// <summary>Whose figures somebody may see.</summary>
internal static class Desk
{
    /// <summary>The person asked about; agents are asked about themselves, supervisors and the platform about everybody (empty).</summary>
    /// <exception cref="RefusedException">INVALID_REQUEST: an agent asks about somebody else.</exception>
    public static string Own(string asked, string field, Call call) =>
        call.Caller.Is(Role.Supervisor) || call.Caller.Is(Role.Platform) ? asked
        : asked.Length == 0 || asked == call.Person ? call.Person
        : throw new RefusedException(CaseReasons.Invalid(field, "agents see their own"));
}
