using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories.Queries;

/// <summary>Planned shifts, by when they start.</summary>
public sealed class ReadShifts(Aggregates<Person, PersonEvent> people)
{
    public async Task<ListShiftsResponse> Handle(ListShiftsRequest request, Call call)
    {
        var page = await people.List(call, PersonAggregate.Shifts(request.PersonId.Length == 0 ? null : request.PersonId), request.PageSize, request.PageToken);
        return new()
        {
            Shifts = { page.Rows.Select(row => row.State.Shifts.First(shift => shift.Id == row.Item).ToShift(row.Aggregate)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
