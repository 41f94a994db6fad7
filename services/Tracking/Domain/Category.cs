namespace Aftersales.Tracking.Domain;

/// <summary>Categories of goods (R-INV-2). The numbers are the contract's.</summary>
public enum Category
{
    Unknown = 0,
    Office = 1,
    Food = 2,
    Daily = 3,
    Apparel = 4,
    Liquor = 5,
    Cosmetics = 6,
    Drinks = 7,
    Household = 8,
}
