using System.Collections.Concurrent;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Grpc.Core;

namespace Aftersales.Returns.Tests.Services;

/// <summary>Tracking, as far as Returns asks it: who gets an order.</summary>
internal sealed class FakeTracking : TrackingService.TrackingServiceBase
{
    public const string Name = "王建国";
    public const string Phone = "13800138078";
    public const string Address = "浙江省杭州市西湖区望湖路105号";

    /// <summary>Orders whose recipient nobody told.</summary>
    public ConcurrentBag<string> Nameless { get; } = [];

    /// <summary>Orders whose recipient was read.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    public override Task<RevealRecipientResponse> RevealRecipient(RevealRecipientRequest request, ServerCallContext context)
    {
        request.Purpose.ShouldBe(RecipientPurpose.Pickup);
        Read.Enqueue(request.OrderId);
        return Nameless.Contains(request.OrderId)
            ? throw Errors.ToRpcException(Errors.Status(StatusCode.FailedPrecondition, "RECIPIENT_UNKNOWN", "nobody told", []))
            : Task.FromResult(new RevealRecipientResponse { Recipient = new() { Name = Name, Phone = Phone, Address = Address } });
    }
}
