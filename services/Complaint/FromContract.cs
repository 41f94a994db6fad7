using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Google.Protobuf.WellKnownTypes;
using Contract = Aftersales.Contracts;
using Snapshot = Aftersales.Contracts.Tracking.OrderSnapshot;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>From the contract's messages to the domain's words.</summary>
public static class FromContract
{
    /// <summary>Who decides in this call.</summary>
    public static Person Actor(this Call call)
    {
        var by = call.Caller.Decider;
        return new(by.Person, (Tier)by.Tier, [.. by.Roles.Select(role => role.ToString()).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The caller that a stored person is to other services.</summary>
    public static Caller ToCaller(this Person person, string merchant) =>
        new(merchant, person.Id, [.. person.Roles.Select(role => System.Enum.Parse<Contract.Role>(role))]);

    public static ImmutableArray<LineQuantity> ToDomain(this IEnumerable<Contract.LineQuantity> lines) =>
        [.. lines.Select(line => new LineQuantity(line.LineId, line.Quantity))];

    private static ImmutableArray<WantedLine> ToDomain(this IEnumerable<Wire.WantedLine> lines) =>
        [.. lines.Select(line => new WantedLine(line.LineId, line.Quantity, Given(line.Sku)))];

    public static Instant ToInstant(this Timestamp time) => Instant.FromDateTimeOffset(time.ToDateTimeOffset());

    /// <summary>People's words, kept sealed (R-PPL-2); nothing stays nothing.</summary>
    public static SealedText SealOrEmpty(this Vault vault, string text) => text.Length == 0 ? SealedText.Empty : vault.Seal(text);

    /// <exception cref="RefusedException">INVALID_REQUEST: an amount is not one of CNY above zero.</exception>
    public static ImmutableArray<Remedy> ToDomain(this IEnumerable<Wire.Remedy> remedies, Vault vault) =>
        [.. remedies.Select((remedy, index) => remedy.ToDomain($"remedies[{index}]", vault))];

    public static OrderFacts ToDomain(this Snapshot order) => new(
        order.OrderId,
        order.BuyerId,
        order.PaidAmount.ToDomain(),
        [.. order.Lines.Select(line => new OrderedLine(line.LineId, (Category)line.Category, line.Quantity, line.Paid.ToDomain())
        {
            Set = line.Set,
            Sku = line.Sku,
            Promised = line.PromisedUnitPrice?.ToDomain(),
        })])
    {
        PaidAt = order.PaidTime?.ToInstant(),
        DispatchedAt = order.DispatchedTime?.ToInstant(),
        SignedAt = order.SignedTime?.ToInstant(),
        CancelledAt = order.CancelledTime?.ToInstant(),
        SettledAt = order.SettledTime?.ToInstant(),
        Freight = order.FreightPaid.ToDomain(),
        InvoiceTicked = order.InvoiceTicked,
        Refusals = [.. order.Refusals.Select(refusal => new DoorRefusal(refusal.TrackingNo, refusal.Time.ToInstant(), (DoorReason)refusal.Reason))],
        Region = order.Region,
    };

    /// <summary>An amount that another service told; nothing where it is absent.</summary>
    public static Money ToDomain(this Contract.Money? money) => money is null ? Money.Cny(0) : new(money.MinorUnits, Currency.Of(money.CurrencyCode));

    /// <exception cref="RefusedException">INVALID_REQUEST: an amount is not one of CNY above zero.</exception>
    public static Remedy ToDomain(this Wire.Remedy remedy, string field, Vault vault) => remedy.RemedyCase switch
    {
        Wire.Remedy.RemedyOneofCase.Return => new ReturnRemedy(remedy.Return.Lines.ToDomain(), Given(remedy.Return.ReturnId)),
        Wire.Remedy.RemedyOneofCase.Refund => new RefundRemedy(
            remedy.Refund.Lines.ToDomain(), remedy.Refund.Freight is { } freight ? Amount($"{field}.refund.freight", freight) : null),
        Wire.Remedy.RemedyOneofCase.Compensation => remedy.Compensation.ToDomain($"{field}.compensation", vault),
        Wire.Remedy.RemedyOneofCase.Replacement => new ReplacementRemedy(
            remedy.Replacement.Lines.ToDomain(),
            new(remedy.Replacement.WantsGoods, remedy.Replacement.DeclinedRefund, remedy.Replacement.CannotReorder, remedy.Replacement.OriginalStopped),
            Given(remedy.Replacement.FollowsReplacementId)),
        Wire.Remedy.RemedyOneofCase.Exchange => new ExchangeRemedy(remedy.Exchange.Lines.ToDomain()),
        Wire.Remedy.RemedyOneofCase.Part => new PartRemedy(new(remedy.Part.LineId, remedy.Part.Quantity), remedy.Part.Part),
        Wire.Remedy.RemedyOneofCase.Repair => new RepairRemedy(remedy.Repair.Lines.ToDomain(), vault.Seal(remedy.Repair.Wish)),
        Wire.Remedy.RemedyOneofCase.Invoice => remedy.Invoice.ToDomain($"{field}.invoice", vault),
        _ => throw new RefusedException(CaseReasons.Invalid(field, "names a remedy")),
    };

    private static CompensationRemedy ToDomain(this Wire.CompensationRemedy remedy, string field, Vault vault)
    {
        var kind = (GrantKind)remedy.Kind;
        if ((kind == GrantKind.Gift) == (remedy.GiftSku.Length == 0))
            throw new RefusedException(CaseReasons.Invalid($"{field}.gift_sku", "names the gift, and is empty for other kinds"));
        if (kind.IsRestitution && remedy.Part != 0)
            throw new RefusedException(CaseReasons.Invalid($"{field}.part", "is for small goodwill, not for what was paid too much (R-COMP-5)"));
        return new(kind, Amount($"{field}.amount", remedy.Amount))
        {
            Note = vault.SealOrEmpty(remedy.Note),
            Gift = Given(remedy.GiftSku),
            Part = (GoodwillPart)remedy.Part,
            About = remedy.Lines.ToDomain(),
        };
    }

    private static InvoiceRemedy ToDomain(this Wire.InvoiceRemedy remedy, string field, Vault vault) =>
        remedy.Title.Length == 0 == (remedy.TitleId.Length == 0)
            ? throw new RefusedException(CaseReasons.Invalid($"{field}.title", "either title or title_id is given"))
            : new(vault.SealOrEmpty(remedy.Title))
            {
                SavedTitle = Given(remedy.TitleId),
                Sort = (InvoiceKind)remedy.Kind,
                Replaces = Given(remedy.ReplacesInvoiceId),
            };

    private static string? Given(string text) => text.Length == 0 ? null : text;

    /// <summary>What somebody demands; null where it is not about money.</summary>
    /// <exception cref="RefusedException">INVALID_REQUEST: not an amount of CNY above zero.</exception>
    public static Money? ToDemand(this Contract.Money? money, string field) => money is null ? null : Amount(field, money);

    private static Money Amount(string field, Contract.Money money) =>
        money is { MinorUnits: > 0, CurrencyCode: "CNY" }
            ? Money.Cny(money.MinorUnits)
            : throw new RefusedException(CaseReasons.Invalid(field, "is an amount of CNY above zero"));
}
