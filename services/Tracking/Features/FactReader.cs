using System.Collections.Immutable;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using FactSource = Aftersales.Tracking.Domain.FactSource;

namespace Aftersales.Tracking.Features;

/// <summary>Facts from the contract to the domain; what the contract's rules cannot say is checked here.</summary>
internal sealed class FactReader(TrackingPolicy policy, Vault vault)
{
    private readonly List<FieldProblem> problems = [];

    /// <exception cref="RefusedException">INVALID_REQUEST; names each field.</exception>
    public ImmutableArray<Fact> Read(RecordFactsRequest request)
    {
        ImmutableArray<Fact> facts = [.. request.Facts.Select((fact, i) => Read($"facts[{i}]", fact))];
        if (problems.Count == 0)
            return facts;
        throw new RefusedException(new(PlatformReasons.InvalidRequest, $"{problems[0].Field}: {problems[0].Description}") { Fields = [.. problems] });
    }

    private Fact Read(string field, OrderFact fact)
    {
        var source = (FactSource)fact.Source;
        var what = What(field, fact);
        if (source is FactSource.Courier or FactSource.Warehouse && what is not OfParcel)
            problems.Add(new($"{field}.source", "couriers and warehouses tell of parcels only"));
        return new(fact.FactId, At(fact.OccurredTime), source, what);
    }

    private Happening What(string field, OrderFact fact) => fact.FactCase switch
    {
        OrderFact.FactOneofCase.Placed => Placed($"{field}.placed", fact.Placed),
        OrderFact.FactOneofCase.Paid => new Paid(Amount($"{field}.paid.amount", fact.Paid.Amount), fact.Paid.Channel, fact.Paid.TradeNo),
        OrderFact.FactOneofCase.Dispatched => new Dispatched(fact.Dispatched.TrackingNo, fact.Dispatched.Courier),
        OrderFact.FactOneofCase.Scanned => new Scanned(fact.Scanned.TrackingNo),
        OrderFact.FactOneofCase.Signed => new Signed(fact.Signed.TrackingNo, fact.Signed.Signer.Length == 0 ? "" : vault.Seal(fact.Signed.Signer)),
        OrderFact.FactOneofCase.Refused => new Refused(fact.Refused.TrackingNo, (DoorReason)fact.Refused.Reason),
        OrderFact.FactOneofCase.Settled => new Settled(),
        OrderFact.FactOneofCase.Cancelled => new Cancelled(fact.Cancelled.Reason),
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
            placed.ShopId);
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
