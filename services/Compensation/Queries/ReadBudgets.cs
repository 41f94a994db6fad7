using System.Collections.Immutable;
using System.Text;
using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using NodaTime;
using NodaTime.Text;
using Budget = Aftersales.Compensations.Domain.Budget;
using BudgetScope = Aftersales.Compensations.Domain.BudgetScope;
using Money = Aftersales.Kernel.Money;
using Tier = Aftersales.Compensations.Domain.Tier;

namespace Aftersales.Compensations.Queries;

/// <summary>Budgets: how far each is spent, and how a month went day by day (R-COMP-6).</summary>
public sealed class ReadBudgets(IStore store, PolicyBook policies, BusinessCalendar calendar)
{
    public async Task<ListBudgetsResponse> Handle(ListBudgetsRequest request, Call call)
    {
        var prefix = Budget.Under(request.Period) + (request.Scope == Contracts.Compensations.BudgetScope.Unspecified ? "" : $"{(BudgetScope)request.Scope}/");
        var size = PageTokens.Size(request.PageSize);
        var sums = await store.CountersUnder(call.Merchant, prefix, PageTokens.Read(prefix, request.PageToken)?.Key ?? "", size, call.Cancel);
        var policy = (await policies.InForce(call)).Policy;
        var budgets = new List<Contracts.Compensations.Budget>();
        foreach (var (name, spent) in sums)
            budgets.Add(await Told(Budget.Read(name)!.Value, spent, policy, call));
        return new()
        {
            Budgets = { budgets },
            NextPageToken = sums.Count < size ? "" : PageTokens.Write(prefix, sums[^1].Name, ""),
            Csv = Csv(budgets),
        };
    }

    public async Task<GetBurnDownResponse> Handle(GetBurnDownRequest request, Call call)
    {
        var scope = (BudgetScope)request.Scope;
        if (scope == BudgetScope.Merchant == (request.ScopeId.Length > 0))
            throw new RefusedException(PlatformReasons.Invalid("scope_id", "names the agent or the shop, and is empty for the merchant"));
        if (!ReadAuthorities.SeesAll(call) && (scope, request.ScopeId) != (BudgetScope.Agent, call.Person))
            throw new RefusedException(new Refusal(PlatformReasons.RoleRequired, "agents see their own budget only").With("allowed", nameof(Role.Supervisor)));
        var days = Days(YearMonthPattern.Iso.Parse(request.Month).Value, calendar.Today(call.Now)).Select(day => new Budget(scope, request.ScopeId, Budget.Day(day))).ToList();
        var month = new Budget(scope, request.ScopeId, request.Month);
        var sums = await store.Counters(call.Merchant, [.. days.Select(day => day.Counter), month.Counter], call.Cancel);
        var reply = new GetBurnDownResponse { Month = await Told(month, sums.GetValueOrDefault(month.Counter), (await policies.InForce(call)).Policy, call) };
        var csv = new CsvWriter().Row("day", "spent", "total");
        var total = Money.Zero(Currency.Cny);
        foreach (var day in days)
        {
            var spent = Money.Cny(sums.GetValueOrDefault(day.Counter));
            total += spent;
            reply.Days.Add(new BurntDay { Day = day.Period, Spent = spent.ToContract(), Total = total.ToContract() });
            csv.Row(day.Period, spent.ToDecimalText(), total.ToDecimalText());
        }

        reply.Csv = Encoding.UTF8.GetString(csv.Take());
        return reply;
    }

    private async Task<Contracts.Compensations.Budget> Told(Budget budget, long spent, CompensationPolicy policy, Call call)
    {
        var limits = (Budget.IsMonth(budget.Period) ? policy.MonthlyBudgets : policy.DailyBudgets).Of(budget.Scope).OrderBy(limit => limit.Key).ToList();
        var warned = await store.Counters(call.Merchant, [.. limits.Select(limit => Sums.Warned(limit.Key, budget.Counter))], call.Cancel);
        return new()
        {
            Scope = (Contracts.Compensations.BudgetScope)budget.Scope,
            ScopeId = budget.Of,
            Period = budget.Period,
            Spent = Money.Cny(spent).ToContract(),
            Limits =
            {
                limits.Select(limit => new BudgetLimit
                {
                    Tier = limit.Key.ToTier(),
                    Limit = limit.Value.ToContract(),
                    Left = Money.Max(Money.Cny(0), limit.Value - Money.Cny(spent)).ToContract(),
                    Warned = warned.ContainsKey(Sums.Warned(limit.Key, budget.Counter)),
                }),
            },
        };
    }

    // Days to come have nothing to show.
    private static IEnumerable<LocalDate> Days(YearMonth month, LocalDate today)
    {
        var interval = month.ToDateInterval();
        return interval.TakeWhile(day => day <= today);
    }

    private static string Csv(IEnumerable<Contracts.Compensations.Budget> budgets)
    {
        var csv = new CsvWriter().Row("period", "scope", "of", "tier", "limit", "spent", "left", "warned");
        foreach (var budget in budgets)
            foreach (var limit in budget.Limits)
                csv.Row(
                    budget.Period, $"{budget.Scope}", budget.ScopeId, $"{limit.Tier}", Text(limit.Limit), Text(budget.Spent), Text(limit.Left), limit.Warned ? "yes" : "no");
        return Encoding.UTF8.GetString(csv.Take());
    }

    private static string Text(Contracts.Money amount) => Money.Cny(amount.MinorUnits).ToDecimalText();
}
