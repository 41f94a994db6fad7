using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Identity;

namespace Aftersales.Invoices;

/// <summary>To whom an invoice is issued, in clear. Whatever was not given is empty.</summary>
/// <param name="Address">Registered address.</param>
/// <param name="Certificate">Reference of the taxpayer certificate that the customer sent.</param>
public sealed record Title(
    string Name, string TaxpayerNumber, string Email, string Address, string Bank, string Phone = "", string Account = "", string Certificate = "")
{
    /// <summary>What was erased.</summary>
    public static Title Gone { get; } = new("", "", "", "", "");

    // Personal data: never printed.
    public override string ToString() => nameof(Title);
}

/// <summary>Titles at rest are sealed as a whole (R-PPL-2).</summary>
public sealed class Titles(Vault vault)
{
    public SealedText Seal(Title title) => vault.Seal(Json.Write(title));

    /// <summary><see cref="Title.Gone"/> once it was erased.</summary>
    public Title Open(SealedText kept) => vault.Open(kept) is { } json ? Json.Read<Title>(json) : Title.Gone;
}
