namespace Aftersales.Complaints.Domain;

/// <summary>What is kept of a conversation beside the events, which have its words (R-CLK-1).</summary>
/// <param name="Messages">How many the customer wrote.</param>
/// <param name="Answered">Whether an agent ever answered: then the next response is no first one.</param>
/// <param name="Awaited">The answer that the customer waits for; null when none is.</param>
/// <param name="Responses">Every response that was given, summed up.</param>
public sealed record Conversation(int Messages, bool Answered, AwaitedResponse? Awaited, ImmutableArray<ResponseSum> Responses)
{
    public static readonly Conversation Silent = new(0, false, null, []);
}

/// <summary>A customer waits for an answer.</summary>
/// <param name="Since">When they wrote the first words that nobody answered.</param>
/// <param name="First">Whether it is the first response of the case.</param>
public sealed record AwaitedResponse(Channel Channel, bool First, Instant Since, Instant Due)
{
    public bool Breached { get; init; }

    public Wait Wait => First ? Wait.FirstResponse : Wait.NextResponse;
}

/// <summary>Responses of one agent on one day, by how long they took.</summary>
/// <param name="Band">Index into <see cref="ResponseBands"/>.</param>
public sealed record ResponseSum(string Agent, LocalDate Day, bool First, int Band, int Count, long Milliseconds);

/// <summary>A response as it was measured.</summary>
/// <param name="Day">When it was given.</param>
/// <param name="Time">Staffed time since the customer's words.</param>
public sealed record ResponseTime(LocalDate Day, Duration Time, bool First);
