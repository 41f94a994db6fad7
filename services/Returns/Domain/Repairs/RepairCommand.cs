using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain.Repairs;

/// <summary>Something that is asked of a repair.</summary>
public abstract record RepairCommand
{
    /// <param name="Id">Follows from the plan's step.</param>
    public sealed record Request(
        string Id, string CauseId, string CaseId, OrderFacts Order, ImmutableArray<Pieces> Lines, SealedText SealedWish, ResponsibleParty Responsible) : RepairCommand;

    public sealed record Quote(string By, Money Price, string Work) : RepairCommand;

    public sealed record Answer(string By, int Number, bool Accepts) : RepairCommand;

    /// <summary>The courier was asked and does not have the goods yet.</summary>
    public sealed record AskAgain : RepairCommand;

    public sealed record ConfirmCallOff : RepairCommand;

    public sealed record Collect(string By, string TrackingNo) : RepairCommand;

    public sealed record Receive(string By) : RepairCommand;

    public sealed record Finish(string By, bool Repaired) : RepairCommand;

    public sealed record SendBack(string By, string TrackingNo) : RepairCommand;

    public sealed record ConfirmDelivery(string By) : RepairCommand;

    public sealed record Cancel(string By, string Reason) : RepairCommand;

    public sealed record PassDeadline : RepairCommand;
}
