using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

internal enum IdentityType
{
    AlipayLogonId,
    AlipayUserId,
}

/// <summary>A person's account at the channel, with the name it was verified under.</summary>
internal sealed record Account(string Identity, IdentityType IdentityType, string Name)
{
    private const string Kind = "payment.account";

    public static Account Read(Input input) =>
        new(input.Text("identity"), input.OptionalChoice<IdentityType>("identity_type") ?? IdentityType.AlipayLogonId, input.Text("name"));

    /// <summary>Registering again with another name changes the verified name.</summary>
    public static Answer Register(Account account, Turn turn)
    {
        account.Keep(turn.Books);
        return Answer.Ok(new Registered(account.Identity, account.IdentityType));
    }

    public static Account? Find(Books books, string identity, IdentityType type) => books.Get<Account>(Kind, $"{type}/{identity}");

    public void Keep(Books books) => books.Put(Kind, $"{IdentityType}/{Identity}", this);

    private sealed record Registered(string Identity, IdentityType IdentityType) : Success;
}
