using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Plans in the contract's messages. Who changed what, and why, is for the shop's own people.</summary>
public static class PlanToContractMapping
{
    public static Wire.Plan ToContract(this Versioned<Plan> found, Vault vault, Call call)
    {
        var told = found.ToContract();
        if (call.Caller.IsCustomer)
            return told;
        told.Edits.Add(found.State.Edits.Select(edit => edit.ToContract(vault)));
        foreach (var (shown, step) in told.Steps.Zip(found.State.Steps))
            shown.DecidedBy = step.By?.Id ?? "";
        return told;
    }

    private static Wire.PlanEdit ToContract(this PlanEdit edit, Vault vault) => new()
    {
        Kind = (Wire.PlanEditKind)edit.Kind,
        StepId = edit.Step ?? "",
        AddedStepIds = { edit.Added },
        EditedBy = edit.By,
        Reason = vault.Words(edit.Why),
        EditedTime = edit.At.ToContract(),
    };
}
