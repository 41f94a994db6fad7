using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Ports;

/// <summary>As whom a plan's steps speak to other services.</summary>
internal static class StepCaller
{
    /// <summary>The offering agent, or who had the step started again.</summary>
    public static Caller Of(Plan plan, Step step, Call call) => (step.By ?? plan.By).ToCaller(call.Merchant);

    /// <summary>The cause under which the other service does it once.</summary>
    public static Cause Cause(this Step step) => new() { Kind = CauseKind.PlanStep, Id = step.Asked };
}
