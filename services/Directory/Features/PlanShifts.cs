using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Work;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Person = Aftersales.Directories.Domain.Person;
using Shift = Aftersales.Directories.Domain.Shift;

namespace Aftersales.Directories.Features;

/// <summary>Plans and cancels shifts, and acts on them when their time comes.</summary>
public sealed class PlanShifts(Aggregates<Person, PersonEvent> people, Policies<DirectoryPolicy> policies, Vault vault) : IWork
{
    public Task<PlanShiftResponse> Handle(PlanShiftRequest request, Call call)
    {
        var shift = new Shift(Ids.New("shift", call.Now), At(request.StartTime), At(request.EndTime));
        return people.Change(
            request.PersonId,
            call,
            person => Decider(call).Plan(person, shift),
            _ => new PlanShiftResponse { Shift = shift.ToShift(request.PersonId) });
    }

    public Task<CancelShiftResponse> Handle(CancelShiftRequest request, Call call) => people.Change(
        request.PersonId,
        call,
        person => Decider(call).Cancel(person, request.ShiftId),
        person => new CancelShiftResponse { Person = person.ToPerson(vault) });

    public Task Run(WorkItem item, Call call) => people.Change(item.Aggregate, call, person => Decider(call).Tick(person!));

    private ShiftDecider Decider(Call call) => new(policies.For(call.Merchant).Staff, call.Now);

    private static Instant At(Timestamp time) => Instant.FromDateTimeOffset(time.ToDateTimeOffset());
}
