using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Repairs;
using Grpc.Core;
using RepairWorkList = Aftersales.Returns.Domain.Repairs.RepairWorkList;
using Role = Aftersales.Contracts.Role;

namespace Aftersales.Returns.Queries;

/// <summary>Repairs as people read them: one, a list, a list that is followed.</summary>
public sealed class ReadRepairs(RepairBook repairs, Vault vault, ListWatch watch)
{
    public async Task<GetRepairResponse> Get(GetRepairRequest request, Call call)
    {
        var found = await repairs.Read(call.Merchant, request.RepairId, call.Cancel);
        if (found is null || (call.Caller.IsCustomer && found.State.CustomerId != call.Person))
            throw new RefusedException(RepairStages.NotFound);
        var told = found.ToContract();
        if (call.Caller.MayReadDescription() || call.Caller.Is(Role.Warehouse))
            told.Wish = vault.Words(found.State.SealedWish);
        return new() { Repair = told };
    }

    public async Task<ListRepairsResponse> List(ListRepairsRequest request, Call call)
    {
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId;
        if (request.CustomerId.Length > 0 && request.CustomerId != customer)
            return new();
        RepairStage? stage = request.State == RepairState.Unspecified ? null : (RepairStage)request.State;
        var work = request.WorkList != Contracts.Returns.RepairWorkList.Unspecified;
        if ((work ? 1 : 0) + (stage is null ? 0 : 1) + (request.OrderId.Length > 0 ? 1 : 0) > 1)
            throw new RefusedException(ReturnReasons.Invalid("order_id", "one of work list, state and order at most"));
        if (work && customer.Length > 0)
            throw new RefusedException(ReturnReasons.Invalid("work_list", "not together with a customer"));
        var list = work ? RepairLists.Name((RepairWorkList)request.WorkList) : RepairLists.Name(customer, stage, request.OrderId);
        var page = await repairs.List(call, list, request.PageSize, request.PageToken);
        return new() { Repairs = { page.Rows.Select(row => row.State.ToContract(row.Version)) }, NextPageToken = page.NextPageToken };
    }

    public Task Watch(WatchRepairsRequest request, IServerStreamWriter<WatchRepairsResponse> stream, Call call)
    {
        var list = RepairLists.Name((RepairWorkList)request.WorkList);
        return watch.Follow(
            call,
            now => repairs.List(now, list, request.PageSize, pageToken: ""),
            round => stream.WriteAsync(new()
            {
                Changed = { round.Changed.Select(row => row.State.ToContract(row.Version)) },
                Removed = { round.Removed },
            }));
    }
}
