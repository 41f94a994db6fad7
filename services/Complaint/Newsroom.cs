using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Contract = Aftersales.Contracts;

namespace Aftersales.Complaints;

/// <summary>Puts into a case what another service did for its customer, who is told with the same commit.</summary>
public sealed class Newsroom(Cases cases, CaseDesk desk)
{
    /// <summary>Nothing where there is no such case: others' return, refund and compensate without one too.</summary>
    public async Task Tell(string caseId, Occasion occasion, Call call, params ImmutableArray<Fact> facts)
    {
        if (caseId.Length > 0 && await cases.Find(call.Merchant, caseId, call.Cancel) is not null)
            await desk.Change(caseId, call, new CaseCommand.Hear(new(occasion, facts)));
    }

    public static Fact Amount(Contract.Money amount) => new("amount", Spoken.Amount(amount.ToDomain()));
}
