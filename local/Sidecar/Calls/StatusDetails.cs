using System.Text;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Sidecar.Calls;

/// <summary>What a real sidecar makes of an error with details: code and message are those inside <c>grpc-status-details-bin</c>.</summary>
internal static class StatusDetails
{
    public const string Name = "grpc-status-details-bin";

    private const uint CodeTag = (1 << 3) | 0;
    private const uint MessageTag = (2 << 3) | 2;

    /// <summary>Code and message of the <c>google.rpc.Status</c> in the trailer's value; INTERNAL where it cannot be read.</summary>
    public static (StatusCode Code, string Message) Read(string base64)
    {
        try
        {
            var padded = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
            return ReadStatus(new CodedInputStream(Convert.FromBase64String(padded)));
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException or DecoderFallbackException)
        {
            return (StatusCode.Internal, "the details of the app's status cannot be read");
        }
    }

    private static (StatusCode Code, string Message) ReadStatus(CodedInputStream status)
    {
        var (code, message) = (0, "");
        while (status.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case CodeTag:
                    code = status.ReadInt32();
                    break;
                case MessageTag:
                    message = status.ReadString();
                    break;
                default:
                    status.SkipLastField();
                    break;
            }
        }

        return ((StatusCode)code, message);
    }
}
