namespace Aftersales.Tracking.Domain;

/// <summary>The personal data of an order (R-PPL-2): sealed before it reaches a state or an event.</summary>
public sealed record Contact(string Recipient, string Phone, string Address, string InvoiceTitle, string BuyerNick = "", string BuyerAccount = "")
{
    /// <summary>Without its fields (R-PPL-2).</summary>
    public override string ToString() => nameof(Contact);
}
