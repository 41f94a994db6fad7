using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Work;
using Erasure = Aftersales.Directories.Domain.Erasure;

namespace Aftersales.Directories.Features;

/// <summary>Begins the erasure of a customer's personal data, hears what the services say to it, and asks them again each day until it is done (R-CLK-4).</summary>
public sealed class EraseCustomer(Aggregates<Erasure, CustomerErasureEvent> erasures) : IHandle<CustomerErasureAnswered>, IWork
{
    public Task<EraseCustomerResponse> Handle(EraseCustomerRequest request, Call call) => erasures.Change(
        Ids.Derived("era", $"{call.Merchant}/{call.Person}/{call.RequestId}"),
        call,
        erasure => ErasureDecider.Begin(erasure, request.CustomerId, call.Person, request.Reason, call.Now),
        after => new EraseCustomerResponse { Erasure = after.ToErasure() });

    public async Task Handle(CustomerErasureAnswered happened, Call call)
    {
        // One of a backup that was restored since is nobody's any more.
        if (await erasures.Find(call.Merchant, happened.ErasureId, call.Cancel) is not null)
            await erasures.Change(happened.ErasureId, call, erasure => ErasureDecider.Hear(erasure, happened.Share.Service, happened.ToShare(), call.Now));
    }

    public Task Run(WorkItem item, Call call) => erasures.Change(item.Aggregate, call, erasure => ErasureDecider.Chase(erasure, call.Now));
}
