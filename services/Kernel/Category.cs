namespace Aftersales.Kernel;

/// <summary>Categories of goods, as far as rules depend on them (R-INV-2, R-RET-1). The numbers are the contract's.</summary>
public enum Category
{
    /// <summary>Unknown.</summary>
    Unspecified,
    Office,
    Food,
    Daily,
    Apparel,
    Liquor,
    Cosmetics,
    Drinks,
    Household,
}
