using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features.Advising;

/// <summary>What the customer said is taken down; the suite goes by it at once (<see cref="AdviseCase"/>).</summary>
public sealed class RecordStatements(CaseDesk desk)
{
    public Task<RecordStatementsResponse> Handle(RecordStatementsRequest request, Call call) => desk.Change(
        request.CaseId, call, new CaseCommand.State(call.Actor(), request.Statements.ToDomain()), state => new RecordStatementsResponse { Case = state });
}
