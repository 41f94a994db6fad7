namespace Aftersales.Complaints.Domain;

/// <summary>Who does something: an agent, a customer, or the suite itself.</summary>
/// <param name="Id">Subject of the token.</param>
/// <param name="Tier">The highest tier that the roles reach; unspecified for customers.</param>
/// <param name="Roles">Names of the roles, so that the suite can act for this person later.</param>
public sealed record Person(string Id, Tier Tier, ImmutableArray<string> Roles)
{
    public static readonly string CustomerRole = "Customer";

    public bool IsSupervisor => Roles.Contains("Supervisor");

    public bool IsCustomer => Roles.Contains(CustomerRole);

    /// <summary>The suite itself: what a rule owes, nothing else.</summary>
    public static Person Suite { get; } = new("complaint", Tier.Unspecified, ["Service"]);

    public static Person Customer(string id) => new(id, Tier.Unspecified, [CustomerRole]);
}
