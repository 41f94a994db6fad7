using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Policies;

/// <summary>A policy that cannot come into force: where in it, and why.</summary>
public sealed class PolicyRefusedException(params IEnumerable<FieldProblem> problems) : Exception("the policy was refused")
{
    /// <summary>Paths are those of the JSON, such as <c>rules[3].cap.minor</c>; the path of the whole is <c>$</c>.</summary>
    public ImmutableArray<FieldProblem> Problems { get; } = [.. problems];

    public override string Message => string.Join("; ", Problems.Select(problem => $"{problem.Field}: {problem.Description}"));
}

/// <summary>Reads policies: strict JSON (comments aside), nothing unknown, nothing twice, nothing missing, and no contradictions.</summary>
public static class PolicyText
{
    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="PolicyRefusedException">The text is no such policy, or the policy has problems.</exception>
    public static T Read<T>(string json, Instant now)
        where T : class, IPolicy
    {
        var policy = Parse<T>(json);
        ImmutableArray<FieldProblem> problems = [.. policy.Problems(now)];
        return problems.IsEmpty ? policy : throw new PolicyRefusedException(problems);
    }

    /// <summary>Reads a policy that was sound when it came into force, and decides still.</summary>
    /// <exception cref="PolicyRefusedException">The text is no such policy.</exception>
    public static T Parse<T>(string json)
        where T : class, IPolicy
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new PolicyRefusedException(new FieldProblem("$", "is empty"));
        }
        catch (JsonException unreadable)
        {
            var path = unreadable.Path is { Length: > 2 } deep ? deep[2..] : "$";
            throw new PolicyRefusedException(new FieldProblem(path, Reason(unreadable, TypeAt(typeof(T), path))));
        }
    }

    // The serializer speaks of .NET types, which whoever writes a policy does not know.
    private static string Reason(JsonException unreadable, Type? wanted)
    {
        var message = unreadable.Message.Split(" Path:", 2)[0];
        if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return "is not known";
        if (message.Contains("missing required", StringComparison.Ordinal))
            return $"lacks {message[(message.LastIndexOf(':') + 1)..].Trim(' ', '.')}";
        if (!message.Contains("could not be converted to", StringComparison.Ordinal))
            return message;
        return wanted switch
        {
            { IsEnum: true } => $"must be one of {string.Join(", ", Enum.GetNames(wanted))}",
            _ when wanted == typeof(int) || wanted == typeof(long) => "must be a whole number, without quotes",
            _ => "has not the form that belongs here",
        };
    }

    // Where a constructor takes the value, the serializer names the type around it only.
    private static Type? TypeAt(Type type, string path)
    {
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var inner = type.IsGenericType
                ? type.GetGenericArguments()[^1] // a list's element, a table's value
                : type.GetProperty(step, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)?.PropertyType;
            if (inner is null)
                return null;
            type = Nullable.GetUnderlyingType(inner) ?? inner;
        }

        return type;
    }
}
