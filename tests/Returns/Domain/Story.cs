using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Returns.Domain;
using NodaTime;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>Given what was done before, when something is asked, then this follows.</summary>
internal sealed class Story
{
    private Decision<ReturnEvent> decision = Decision<ReturnEvent>.Nothing;
    private ReturnPolicy policy = Samples.Policy;

    public ReturnState State { get; private set; } = null!;

    /// <summary>Under another policy than the one that is delivered.</summary>
    public static Story Under(ReturnPolicy policy) => new() { policy = policy };

    public static Story Given(params IEnumerable<ReturnCommand> before)
    {
        var story = new Story();
        foreach (var command in before)
        {
            story.When(command);
            story.decision.IsRefused.ShouldBeFalse($"given {command}: {story.decision.Refusal}");
        }

        return story;
    }

    public Story When(ReturnCommand command, Instant? at = null)
    {
        decision = ReturnDecider.Decide(State, command, Samples.At(at ?? Samples.Now) with { Policy = policy });
        foreach (var happened in decision.Events)
            State = ReturnEvolution.Evolve(State, happened);
        if (!decision.Events.IsEmpty)
            ReturnInvariants.Check(State);
        return this;
    }

    public Story Then(params Type[] events)
    {
        decision.Refusal.ShouldBeNull();
        decision.Events.Select(e => e.GetType()).ShouldBe(events);
        return this;
    }

    public Story ThenNothing() => Then();

    public Refusal ThenRefused(Reason reason)
    {
        decision.Refusal.ShouldNotBeNull();
        decision.Refusal.Reason.ShouldBe(reason);
        return decision.Refusal;
    }

    public T Event<T>()
        where T : ReturnEvent => decision.Events.OfType<T>().ShouldHaveSingleItem();

    /// <summary>Events and states are kept as JSON: what is read back is what was written.</summary>
    public Story SurvivesStorage()
    {
        var text = Json.Write(State);
        Json.Write(Json.Read<ReturnState>(text)).ShouldBe(text);
        return this;
    }
}
