using Google.Protobuf;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>Checks one part of a message.</summary>
internal abstract class FieldCheck
{
    public abstract void Run(IMessage message, ref Findings findings);
}

/// <summary>Checks one field, whose property has the type <typeparamref name="T"/>.</summary>
/// <param name="name">The field's name.</param>
/// <param name="get">Reads it.</param>
/// <param name="has">Tells whether it is set; null for a field without presence, which is set when it is not zero.</param>
/// <param name="required">Whether it must be set.</param>
/// <param name="ignoreUnset">Whether the other rules count only when it is set.</param>
/// <param name="value">The other rules.</param>
internal sealed class FieldCheck<T>(string name, Func<IMessage, T> get, Func<IMessage, bool>? has, bool required, bool ignoreUnset, ValueCheck<T> value)
    : FieldCheck
{
    private readonly string missing = $"{name} is required";

    public override void Run(IMessage message, ref Findings findings)
    {
        var before = findings.Count;
        if ((required || ignoreUnset) && !IsSet(message))
        {
            if (required)
                findings.Add("REQUIRED", missing);
        }
        else
        {
            value.Run(get(message), ref findings);
        }
        if (findings.Count > before)
            findings.Locate(before, name);
    }

    private bool IsSet(IMessage message) => has?.Invoke(message) ?? !Zero.Is(get(message));
}
