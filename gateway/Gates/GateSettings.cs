namespace Aftersales.Gateway.Gates;

/// <summary>How much one gateway asks of one service at once, and when it stops asking.</summary>
public sealed record GateSettings
{
    /// <summary>Calls with one request and one answer.</summary>
    public LaneSettings Calls { get; init; } = new(256, 512, 128);

    /// <summary>Streams of requests: each is long, and costs its service memory.</summary>
    public LaneSettings Uploads { get; init; } = new(32, 32, 8);

    /// <summary>Streams of answers: they stay open, and take nothing from the others.</summary>
    public LaneSettings Streams { get; init; } = new(5_000, 0, 500);

    public CircuitSettings Circuit { get; init; } = new();

    /// <summary>Reads <c>Gate:{Calls,Uploads,Streams}:{AtOnce,Waiting,PerCaller}</c> and <c>Gate:Circuit:{FailurePercent,LeastCalls,WindowSeconds,BreakSeconds}</c>.</summary>
    /// <exception cref="InvalidOperationException">A number is none, or out of bounds; names it.</exception>
    public static GateSettings Read(IConfiguration configuration)
    {
        var (gate, usual) = (configuration.GetSection("Gate"), new GateSettings());
        var (circuit, breaking) = (gate.GetSection("Circuit"), usual.Circuit);
        return new()
        {
            Calls = Lane(gate.GetSection("Calls"), usual.Calls),
            Uploads = Lane(gate.GetSection("Uploads"), usual.Uploads),
            Streams = Lane(gate.GetSection("Streams"), usual.Streams),
            Circuit = new()
            {
                FailurePercent = Number(circuit, "FailurePercent", breaking.FailurePercent, 1, 100),
                LeastCalls = Number(circuit, "LeastCalls", breaking.LeastCalls, 2, int.MaxValue),
                Window = TimeSpan.FromSeconds(Number(circuit, "WindowSeconds", (int)breaking.Window.TotalSeconds, 1, 3_600)),
                Break = TimeSpan.FromSeconds(Number(circuit, "BreakSeconds", (int)breaking.Break.TotalSeconds, 1, 3_600)),
            },
        };
    }

    private static LaneSettings Lane(IConfigurationSection section, LaneSettings usual) =>
        new(
        Number(section, "AtOnce", usual.AtOnce, 1, int.MaxValue),
        Number(section, "Waiting", usual.Waiting, 0, int.MaxValue),
        Number(section, "PerCaller", usual.PerCaller, 1, int.MaxValue));

    private static int Number(IConfigurationSection section, string key, int usual, int least, int most) => section[key] switch
    {
        null => usual,
        var text when int.TryParse(text, out var number) && number >= least && number <= most => number,
        _ => throw new InvalidOperationException($"{section.Path}:{key} must be a whole number from {least} to {most}"),
    };
}

/// <param name="AtOnce">Under way at once; at least 1.</param>
/// <param name="Waiting">Further ones that wait for their turn; what comes then is refused.</param>
/// <param name="PerCaller">Of one caller under way and waiting together: nobody fills a lane alone.</param>
public sealed record LaneSettings(int AtOnce, int Waiting, int PerCaller = int.MaxValue);

/// <summary>When a service counts as away.</summary>
public sealed record CircuitSettings
{
    /// <summary>So many of a hundred calls have to fail; 1 to 100.</summary>
    public int FailurePercent { get; init; } = 50;

    /// <summary>Of fewer calls in a window nothing is concluded; at least 2.</summary>
    public int LeastCalls { get; init; } = 20;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it is not asked then; one call tries it afterwards.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(5);
}
