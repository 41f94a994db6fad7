using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Replacements;
using Grpc.Core;
using ReplacementKind = Aftersales.Returns.Domain.Replacements.ReplacementKind;
using ReplacementWorkList = Aftersales.Returns.Domain.Replacements.ReplacementWorkList;

namespace Aftersales.Returns.Queries;

/// <summary>Replacements as people read them: one, a list, a list that is followed, and what the rules would say.</summary>
public sealed class ReadReplacements(ReplacementBook replacements, ReplacementDesk desk, Documents<OrderFacts> orders, ListWatch watch)
{
    public async Task<CheckReplacementResponse> Check(CheckReplacementRequest request, Call call)
    {
        var order = await orders.Find(call, request.OrderId)
            ?? throw new RefusedException(new Refusal(ReturnReasons.OrderNotYetKnown, "no facts about the order have arrived yet").With("order_id", request.OrderId));
        foreach (var wanted in request.Lines)
        {
            var bought = order.Lines.FirstOrDefault(l => l.LineId == wanted.LineId) ?? throw new RefusedException(ReturnReasons.UnknownLine(wanted.LineId));
            if (wanted.Quantity > bought.Quantity)
                throw new RefusedException(ReturnReasons.TooMany(wanted.LineId, bought.Quantity).Rule("R-RET-2"));
        }

        var claim = new ReplacementClaim(
            (ResponsibleParty)request.ResponsibleParty, order, [.. request.Lines.Select(l => l.ToDomain())], request.Grounds.ToDomain());
        var policy = desk.Policy(call);
        var answers = ReplacementRules.For((ReplacementKind)request.Kind)
            .Select(rule => new RuleAnswer { Name = rule.Name, Rule = rule.Rule, Asks = rule.Asks, Met = rule.IsMet(claim, policy) }).ToList();
        return new() { Eligible = answers.TrueForAll(a => a.Met), Rules = { answers } };
    }

    public async Task<GetReplacementResponse> Get(GetReplacementRequest request, Call call)
    {
        var found = await replacements.Read(call.Merchant, request.ReplacementId, call.Cancel);
        return found is not null && (!call.Caller.IsCustomer || found.State.CustomerId == call.Person)
            ? new() { Replacement = found.ToContract() }
            : throw new RefusedException(ReplacementReasons.NotFound);
    }

    public async Task<ListReplacementsResponse> List(ListReplacementsRequest request, Call call)
    {
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId;
        if (request.CustomerId.Length > 0 && request.CustomerId != customer)
            return new();
        ReplacementStage? stage = request.State == ReplacementState.Unspecified ? null : (ReplacementStage)request.State;
        var filters = (request.WorkList != Contracts.Returns.ReplacementWorkList.Unspecified ? 1 : 0) + (stage is null ? 0 : 1) + (request.OrderId.Length > 0 ? 1 : 0);
        if (filters > 1)
            throw new RefusedException(ReturnReasons.Invalid("order_id", "one of work list, state and order at most"));
        if (request.WorkList != Contracts.Returns.ReplacementWorkList.Unspecified && customer.Length > 0)
            throw new RefusedException(ReturnReasons.Invalid("work_list", "not together with a customer"));
        var list = request.WorkList != Contracts.Returns.ReplacementWorkList.Unspecified
            ? ReplacementLists.Name((ReplacementWorkList)request.WorkList)
            : ReplacementLists.Name(customer, stage, request.OrderId);
        var page = await replacements.List(call, list, request.PageSize, request.PageToken);
        return new()
        {
            Replacements = { page.Rows.Select(row => row.State.ToContract(row.Version)) },
            NextPageToken = page.NextPageToken,
        };
    }

    public Task Watch(WatchReplacementsRequest request, IServerStreamWriter<WatchReplacementsResponse> stream, Call call)
    {
        var list = ReplacementLists.Name((ReplacementWorkList)request.WorkList);
        return watch.Follow(
            call,
            now => replacements.List(now, list, request.PageSize, pageToken: ""),
            round => stream.WriteAsync(new()
            {
                Changed = { round.Changed.Select(row => row.State.ToContract(row.Version)) },
                Removed = { round.Removed },
            }));
    }
}
