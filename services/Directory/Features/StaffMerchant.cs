using Aftersales.Contracts;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Work;
using Merchant = Aftersales.Directories.Domain.Merchant;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories.Features;

/// <summary>A new merchant's first supervisor joins: committed with the registration, done once, whatever stops in between.</summary>
public sealed class StaffMerchant(Aggregates<Merchant, MerchantEvent> merchants, Aggregates<Person, PersonEvent> people) : IWork
{
    private const int Capacity = 50;

    public async Task Run(WorkItem item, Call call)
    {
        if (await merchants.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State.Awaits: { } first })
            return;
        var joining = new PersonAdded(first.SealedName, [RoleNames.Of(Role.Supervisor)], [], Capacity);
        await people.Change(first.Id, call, person => person is null ? joining : Decision<PersonEvent>.Nothing);
        await merchants.Change(item.Aggregate, call, merchant => MerchantDecider.Staffed(merchant!));
    }
}
