namespace Aftersales.Returns.Domain;

/// <summary>Rules by the names under which they are answered, overridden and recorded.</summary>
public static class RuleIds
{
    public const string Bought = "bought";
    public const string Free = "free";
    public const string Delivered = "delivered";
    public const string Category = "category";
    public const string Window = "window";
    public const string Settled = "settled";
    public const string Sound = "sound";
    public const string Evidence = "evidence";

    /// <summary>Goods are scrapped in place with photos only; asked at the approval.</summary>
    public const string ScrapPhotos = "scrap_photos";

    /// <summary>Those that a policy may let a role set aside; what was bought and what is free is no matter of opinion.</summary>
    public static readonly string[] Overridable = [Delivered, Category, Window, Settled, Sound, Evidence, ScrapPhotos];
}
