using Aftersales.Kernel;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Platform.Pipeline;

/// <summary>Checks each request against the rules that its contract declares. Streams are checked message by message by their features.</summary>
public sealed class ValidationInterceptor(Validation validation) : ServerInterceptor
{
    protected override Task Around(object? request, ServerCallContext context, Func<Task> next)
    {
        if (request is IMessage message)
            Check(validation, message);
        return next();
    }

    /// <summary>Refuses a message that breaks a rule, naming each field.</summary>
    public static void Check(Validation validation, IMessage message)
    {
        var violations = validation.Validate(message);
        if (violations.Count == 0)
            return;
        throw new RefusedException(new Refusal(PlatformReasons.InvalidRequest, $"{violations[0].Field}: {violations[0].Description}")
        {
            Fields = [.. violations.Select(v => new FieldProblem(v.Field, v.Description))],
        });
    }
}
