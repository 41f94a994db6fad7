using Aftersales.Contracts;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns;

/// <summary>Who sees what of a return.</summary>
public static class Visibility
{
    /// <summary>A customer sees their own only. What does not exist is left to the decision.</summary>
    public static bool IsVisibleTo(this ReturnState? state, Caller caller) =>
        state is null || !caller.IsCustomer || state.CustomerId == caller.Person;

    /// <summary>Who needs what the customer said for their step (R-PPL-2): the customer, agents, and the specialist who reviews it.</summary>
    public static bool MayReadDescription(this Caller caller) =>
        caller.IsCustomer || caller.Is(Role.ReturnSpecialist) || caller.Is(Role.AgentL1) || caller.Is(Role.AgentL2);
}
