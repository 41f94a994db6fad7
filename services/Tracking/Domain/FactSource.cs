namespace Aftersales.Tracking.Domain;

/// <summary>Who tells a fact. The numbers are the contract's; of facts about the same moment the higher one counts (R-ORD-1).</summary>
public enum FactSource
{
    Courier = 1,
    Warehouse = 2,

    /// <summary>The platform's export files.</summary>
    Import = 3,
    OrderSystem = 4,
}
