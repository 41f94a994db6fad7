using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using DoorReason = Aftersales.Tracking.Domain.DoorReason;
using FactSource = Aftersales.Tracking.Domain.FactSource;
using Money = Aftersales.Kernel.Money;
using Shortage = Aftersales.Tracking.Domain.Shortage;
using ShortageCause = Aftersales.Tracking.Domain.ShortageCause;

namespace Aftersales.Tracking.Features;

/// <summary>Facts from the contract to the domain; what the contract's rules cannot say is checked here.</summary>
internal sealed class FactReader(TrackingPolicy policy, Vault vault)
{
    private readonly List<FieldProblem> problems = [];

    /// <summary>The facts of one request; the refusal is INVALID_REQUEST, which names each field, or ROLE_REQUIRED.</summary>
    public (ImmutableArray<Fact> Facts, Refusal? Refusal) Read(IReadOnlyList<OrderFact> told, Caller caller)
    {
        problems.Clear();
        ImmutableArray<Fact> facts = [.. told.Select((fact, i) => Read($"facts[{i}]", fact))];
        if (problems.Count > 0)
            return ([], new(PlatformReasons.InvalidRequest, $"{problems[0].Field}: {problems[0].Description}") { Fields = [.. problems] });
        return facts.All(fact => MaySpeakFor(caller, fact.Source))
            ? (facts, null)
            : ([], new Refusal(PlatformReasons.RoleRequired, "the caller's role does not speak for this source")
                .With("allowed", $"{RoleNames.Of(Role.Service)},{RoleNames.Of(Role.TrackingAgent)}"));
    }

    private static bool MaySpeakFor(Caller caller, FactSource source) =>
        caller.Is(Role.Service) || caller.Is(Role.TrackingAgent)
        || (caller.Is(Role.Courier) && source == FactSource.Courier)
        || (caller.Is(Role.Warehouse) && source == FactSource.Warehouse);

    private Fact Read(string field, OrderFact fact)
    {
        var source = (FactSource)fact.Source;
        var what = What(field, fact);
        if (source == FactSource.Courier && what is not OfParcel)
            problems.Add(new($"{field}.source", "couriers tell of parcels only"));
        if (source == FactSource.Warehouse && what is not (OfParcel or Shortage or Accepted))
            problems.Add(new($"{field}.source", "warehouses tell of parcels, shortages and what they took in only"));
        return new(fact.FactId, At(fact.OccurredTime), source, what);
    }

    private Happening What(string field, OrderFact fact) => fact.FactCase switch
    {
        OrderFact.FactOneofCase.Placed => Placed($"{field}.placed", fact.Placed),
        OrderFact.FactOneofCase.Paid => new Paid(Amount($"{field}.paid.amount", fact.Paid.Amount), fact.Paid.Channel, fact.Paid.TradeNo),
        OrderFact.FactOneofCase.Dispatched => new Dispatched(fact.Dispatched.TrackingNo, fact.Dispatched.Courier) { Lines = [.. fact.Dispatched.LineIds] },
        OrderFact.FactOneofCase.Scanned => new Scanned(fact.Scanned.TrackingNo),
        OrderFact.FactOneofCase.Signed => new Signed(fact.Signed.TrackingNo, fact.Signed.Signer.Length == 0 ? SealedText.Empty : vault.Seal(fact.Signed.Signer)),
        OrderFact.FactOneofCase.Refused => new Refused(fact.Refused.TrackingNo, (DoorReason)fact.Refused.Reason),
        OrderFact.FactOneofCase.Settled => new Settled(),
        OrderFact.FactOneofCase.Cancelled => new Cancelled(fact.Cancelled.Reason),
        OrderFact.FactOneofCase.Shortage => new Shortage(fact.Shortage.LineId, fact.Shortage.Missing, (ShortageCause)fact.Shortage.Cause),
        OrderFact.FactOneofCase.Accepted => new Accepted(),
        _ => throw new InvalidOperationException($"the contract let {fact.FactCase} pass"),
    };

    private Placed Placed(string field, OrderPlaced placed)
    {
        if (placed.Lines.Select(l => l.LineId).Distinct().Count() < placed.Lines.Count)
            problems.Add(new($"{field}.lines", "line ids must be unique within the order"));
        var contact = new Contact(placed.RecipientName, placed.RecipientPhone, placed.RecipientAddress, placed.InvoiceTitle);
        return new(
            placed.BuyerId,
            [.. placed.Lines.Select((line, i) => Line($"{field}.lines[{i}]", line))],
            Amount($"{field}.payable", placed.Payable),
            placed.Freight is null ? Money.Cny(0) : Amount($"{field}.freight", placed.Freight),
            placed.InvoiceTicked,
            vault.Seal(Json.Write(contact)),
            placed.ShopId)
        {
            Region = Region(field, placed),
        };
    }

    private string Region(string field, OrderPlaced placed)
    {
        if (placed.Region.Length == 0)
            return policy.RegionOf(placed.RecipientAddress);
        if (!policy.Regions.ContainsKey(placed.Region))
            problems.Add(new($"{field}.region", "must be a code of the merchant's policy"));
        return placed.Region;
    }

    private Line Line(string field, OrderLine line)
    {
        if (line.LineId.Length is 0 or > 64)
            problems.Add(new($"{field}.line_id", "must have 1 to 64 characters"));
        if (line.Quantity is < 1 or > 9999)
            problems.Add(new($"{field}.quantity", "must be 1 to 9999"));
        var category = line.Category == Contracts.Category.Unspecified ? policy.CategoryOf(line.Sku) : (Kernel.Category)line.Category;
        return new(
            line.LineId, line.Sku, line.Barcode, line.Title, category, line.Quantity,
            Amount($"{field}.unit_list_price", line.UnitListPrice), Amount($"{field}.paid", line.Paid),
            line.PromisedUnitPrice is null ? null : Amount($"{field}.promised_unit_price", line.PromisedUnitPrice))
        {
            Set = line.Set,
        };
    }

    private Money Amount(string field, Contracts.Money? amount)
    {
        if (amount is { MinorUnits: >= 0, CurrencyCode: "CNY" })
            return Money.Cny(amount.MinorUnits);
        problems.Add(new(field, "must be an amount of CNY of at least 0"));
        return Money.Cny(0);
    }

    private static Instant At(Timestamp time) => Instant.FromUnixTimeSeconds(time.Seconds).PlusNanoseconds(time.Nanos);
}
