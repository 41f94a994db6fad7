using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>A reason, or a group of more exact ones. What a node does not say it has from the one above.</summary>
/// <param name="Code">Unique in the catalogue; below another it begins with that one's and a dot.</param>
/// <param name="Zh">What it is called in Chinese.</param>
/// <param name="En">What it is called in English.</param>
public sealed record ReasonNode(string Code, string Zh, string En)
{
    public ReturnReason? Reason { get; init; }

    /// <summary>Whose fault it is; that party pays the way back.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Who is to blame as long as nobody says otherwise (R-QLT-6).</summary>
    public ResponsibleParty? Responsible { get; init; }

    /// <summary>Days after signing within which it can be requested (R-RET-1); a reason without has no window.</summary>
    public int? WindowDays { get; init; }

    public Proof? Evidence { get; init; }

    /// <summary>What happens to the goods whatever they cost; not given: the price decides, where <see cref="KeepCheap"/> says so, or they are collected.</summary>
    public Collection? Collection { get; init; }

    /// <summary>Cheap goods are not collected (R-RET-4).</summary>
    public bool? KeepCheap { get; init; }

    /// <summary>Type of the case that it makes, as the complaint service names it.</summary>
    public string? CaseType { get; init; }

    /// <summary>A part can be sent on its own instead (R-RET-11).</summary>
    public bool? PartInstead { get; init; }

    public ImmutableArray<ReasonNode> Children { get; init; } = [];

    /// <summary>The leaves of this branch, complete.</summary>
    public IEnumerable<Leaf> Leaves() => Children.IsEmpty ? [Leaf.Of(this)] : Children.SelectMany(child => child.Under(this).Leaves());

    /// <summary>With what it has from the one above.</summary>
    public ReasonNode Under(ReasonNode above) => this with
    {
        Reason = Reason ?? above.Reason,
        Fault = Fault ?? above.Fault,
        Responsible = Responsible ?? above.Responsible,
        WindowDays = WindowDays ?? above.WindowDays,
        Evidence = Evidence ?? above.Evidence,
        Collection = Collection ?? above.Collection,
        KeepCheap = KeepCheap ?? above.KeepCheap,
        CaseType = CaseType ?? above.CaseType,
        PartInstead = PartInstead ?? above.PartInstead,
    };
}

/// <summary>Photos that a claim needs.</summary>
/// <param name="Kinds">What they have to show, e.g. <c>barcode</c>; a person looks.</param>
public sealed record Proof(int Count, ImmutableArray<string> Kinds);

/// <summary>A leaf of the reason catalogue, complete: what a request names.</summary>
/// <param name="WindowDays">Null for no window.</param>
/// <param name="Collection">Null where the price decides.</param>
public sealed record Leaf(
    string Code, ReturnReason Reason, Fault Fault, ResponsibleParty Responsible, int? WindowDays, Proof Evidence, Collection? Collection, bool KeepCheap,
    string CaseType, bool PartInstead)
{
    /// <summary>A node that has no class, fault or case type is refused with its policy: see <see cref="PolicyProblems"/>.</summary>
    public static Leaf Of(ReasonNode node) => new(
        node.Code, node.Reason!.Value, node.Fault!.Value, node.Responsible ?? ResponsibleParty.Unspecified, node.WindowDays,
        node.Evidence ?? new(0, []), node.Collection, node.KeepCheap ?? false, node.CaseType!, node.PartInstead ?? false);
}
