namespace Aftersales.Kernel;

/// <summary>Who bears the blame and the cost of a problem (R-QLT-6). The numbers are the contract's.</summary>
public enum ResponsibleParty
{
    /// <summary>Not established.</summary>
    Unspecified,
    Warehouse,
    Courier,
    Merchandising,
    Agent,
    PlatformSystem,
    Supplier,
    Customer,
    ForceMajeure,
}
