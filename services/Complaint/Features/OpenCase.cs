using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using CaseType = Aftersales.Complaints.Domain.CaseType;
using Channel = Aftersales.Complaints.Domain.Channel;

namespace Aftersales.Complaints.Features;

/// <summary>Opens a case, or attaches a repeat to the one that is open about the same (R-CASE-1, R-CASE-2).</summary>
public sealed class OpenCase(CaseDesk desk, OrderBook orders, EvidenceBook book, Teams teams, Exposing exposing, WordSeal words, Vault vault, IStore store)
{
    private const int Attempts = 5;

    public async Task<OpenCaseResponse> Handle(OpenCaseRequest request, Call call)
    {
        var order = request.OrderId.Length == 0 ? null : await orders.Find(call, request.OrderId);
        var customer = Customer(request, order, call);
        var (type, intake) = Classified(request, order, call);
        var evidence = await book.Find(call, request.EvidenceIds);
        var team = await teams.Find(call);
        var said = vault.Seal(request.Description);
        var found = words.Of(request.Description, desk.Policy(call).Search.WordsPerCase, call);
        var open = new CaseCommand.Open(
            Ids.New("case", call.Now), type, (Channel)request.Channel, customer, order?.Order, request.Lines.ToDomain(), said, evidence, order, team)
        {
            EarlierViolations = await exposing.Earlier(type, call),
            Intake = intake,
            Words = found,
            CustomerWaits = call.Caller.IsCustomer,
        };
        var repeat = new CaseCommand.Repeat(said, evidence, order, team) { Words = found, CustomerWaits = call.Caller.IsCustomer };

        // Two may open at once, or one opens while the other closes: whoever comes second looks again.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var holder = order is null ? null : await Holder(order.Order, type, call);
            try
            {
                return await desk.Change(
                    holder ?? open.Id, call, holder is null ? open : repeat, state => new OpenCaseResponse { Case = state });
            }
            catch (RefusedException raced) when (raced.Refusal.Reason == CaseReasons.CaseStateInvalid)
            {
            }
        }

        throw new RefusedException(new(PlatformReasons.Contended, "cases about the same were opened and closed at once"));
    }

    private static string Customer(OpenCaseRequest request, OrderFacts? order, Call call)
    {
        var customer = call.Caller.IsCustomer ? call.Person : request.CustomerId.Length > 0 ? request.CustomerId : order?.Buyer;
        if (customer is null || (call.Caller.IsCustomer && request.CustomerId.Length > 0 && request.CustomerId != call.Person))
            throw new RefusedException(CaseReasons.Invalid("customer_id", "is the customer's, given by agents only"));
        return order is null || order.Buyer == customer ? customer : throw new RefusedException(new(CaseReasons.OrderNotFound, "no such order"));
    }

    private (CaseType, Domain.Intake) Classified(OpenCaseRequest request, OrderFacts? order, Call call) => request.Type switch
    {
        not Contracts.Complaints.CaseType.Unspecified => ((CaseType)request.Type, Domain.Intake.Stated),
        _ when order is null => (CaseType.Inquiry, new(Domain.ClassifiedBy.Default)),
        _ => Classification.Explain(request.Description, order, desk.Policy(call).Classification, desk.Policy(call).Version, call.Now),
    };

    private async Task<string?> Holder(string order, CaseType type, Call call)
    {
        var claim = CaseLists.Problem(order, Words.Of(type));
        return (await store.Holders(call.Merchant, [claim], call.Cancel)).GetValueOrDefault(claim);
    }
}
