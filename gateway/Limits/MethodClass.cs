using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Limits;

/// <summary>What a call asks of the suite, as its contract tells: each class has limits of its own.</summary>
public enum MethodClass
{
    /// <summary>One answer, and nothing changes.</summary>
    Read,

    /// <summary>A page of a list or of a search.</summary>
    List,

    /// <summary>Something changes.</summary>
    Write,

    /// <summary>Many answers: lists that are followed, downloads. Counted when it begins.</summary>
    Stream,

    /// <summary>Many requests: imports, files. Counted when it begins.</summary>
    Upload,
}

internal static class MethodClasses
{
    public static MethodClass Of(MethodDescriptor method) => method switch
    {
        { IsClientStreaming: true } => MethodClass.Upload,
        { IsServerStreaming: true } => MethodClass.Stream,
        _ when method.GetOptions()?.IdempotencyLevel is not MethodOptions.Types.IdempotencyLevel.NoSideEffects => MethodClass.Write,
        _ when method.InputType.FindFieldByName("page_size") is not null => MethodClass.List,
        _ => MethodClass.Read,
    };
}
