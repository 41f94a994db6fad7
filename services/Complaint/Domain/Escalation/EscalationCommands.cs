namespace Aftersales.Complaints.Domain;

/// <summary>What can be asked of a case at the upper end of the ladder. Words of people come sealed.</summary>
public abstract record EscalationCommand : CaseCommand
{
    /// <param name="AboveAuthority">More than the case's tier may grant.</param>
    public sealed record RaiseDemand(Person By, Money? Amount, SealedText Wish, bool AboveAuthority, Team Team) : EscalationCommand;

    /// <param name="Id">The number under which the platform gets it.</param>
    /// <param name="Amount">Null for the latest demand's.</param>
    /// <param name="Demand">Empty for the latest demand's.</param>
    /// <param name="Evidence">Empty for all of the case.</param>
    public sealed record Submit(
        Person By, string Id, Money? Amount, SealedText Demand, SealedText Position, ImmutableArray<string> Evidence, Team Team) : EscalationCommand;

    /// <summary>The platform has it.</summary>
    public sealed record ConfirmSubmission(int Number) : EscalationCommand;

    /// <summary>The platform was asked, and has not decided.</summary>
    public sealed record AskPlatform(int Number) : EscalationCommand;

    /// <param name="Offer">Id of the offer that follows.</param>
    /// <param name="Goods">What a refund is of.</param>
    public sealed record Decide(int Number, PlatformDecision Decision, string Offer, ImmutableArray<LineQuantity> Goods) : EscalationCommand;

    /// <param name="Position">The shop's; empty to state it later.</param>
    public sealed record Refer(Person By, string Mediator, SealedText Position) : EscalationCommand;

    public sealed record StatePosition(Person By, bool OfCustomer, SealedText Position) : EscalationCommand;

    public sealed record Judge(MediationVerdict Verdict, Money? Amount, SealedText Text) : EscalationCommand;

    public sealed record SettleMediation(bool CarriedOut, SealedText Note) : EscalationCommand;

    /// <summary>The mediation's deadline may have passed.</summary>
    public sealed record PassMediation : EscalationCommand;
}
