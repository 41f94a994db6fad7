using System.Collections.Immutable;

namespace Aftersales.Gateway.Limits;

/// <summary>How often calls of each class may be made. A class that is not in it is not limited.</summary>
public sealed record LimitSettings(ImmutableDictionary<MethodClass, ClassLimit> Classes)
{
    public static LimitSettings None { get; } = new(ImmutableDictionary<MethodClass, ClassLimit>.Empty);

    /// <summary>People at desks stay far below; a machine that asks for more waits, and the rest of its merchant does not.</summary>
    public static LimitSettings Usual { get; } = None
        .With(MethodClass.Read, new(200, 1_200), new(2_000, 12_000))
        .With(MethodClass.List, new(60, 300), new(600, 3_000))
        .With(MethodClass.Write, new(100, 600), new(1_000, 6_000))
        .With(MethodClass.Stream, new(30, 60), new(300, 600))
        .With(MethodClass.Upload, new(20, 60), new(100, 300));

    public LimitSettings With(MethodClass of, Allowance caller, Allowance merchant) => new(Classes.SetItem(of, new(caller, merchant)));

    /// <summary>Reads <c>Limit:{class}:{Burst,PerMinute,MerchantBurst,MerchantPerMinute}</c>; <c>Limit:Off=true</c> limits nothing.</summary>
    /// <exception cref="InvalidOperationException">A number is none, or below 1; names it.</exception>
    public static LimitSettings Read(IConfiguration configuration)
    {
        var limit = configuration.GetSection("Limit");
        if (limit["Off"] == "true")
            return None;
        return new(Usual.Classes.ToImmutableDictionary(
            pair => pair.Key,
            pair => new ClassLimit(Read(limit.GetSection($"{pair.Key}"), "", pair.Value.Caller), Read(limit.GetSection($"{pair.Key}"), "Merchant", pair.Value.Merchant))));
    }

    private static Allowance Read(IConfigurationSection section, string prefix, Allowance usual) =>
        new(Number(section, $"{prefix}Burst", usual.Burst), Number(section, $"{prefix}PerMinute", usual.PerMinute));

    private static int Number(IConfigurationSection section, string key, int usual) => section[key] switch
    {
        null => usual,
        var text when int.TryParse(text, out var number) && number > 0 => number,
        _ => throw new InvalidOperationException($"{section.Path}:{key} must be a whole number from 1 on"),
    };
}

/// <param name="Caller">Of each person or machine of a merchant.</param>
/// <param name="Merchant">Of all of them together.</param>
public sealed record ClassLimit(Allowance Caller, Allowance Merchant);

/// <summary>A token bucket.</summary>
/// <param name="Burst">Calls that pass at once after a pause; at least 1.</param>
/// <param name="PerMinute">Calls a minute that pass for long; at least 1.</param>
public sealed record Allowance(int Burst, int PerMinute)
{
    /// <summary>Microseconds in which one more call is allowed.</summary>
    internal long Interval => Math.Max(1, 60_000_000L / PerMinute);
}
