using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Platform.Tests.Grpc;

public sealed class ErrorsTests
{
    [Fact]
    public void A_caller_reads_back_what_the_server_said()
    {
        var error = Errors.ToRpcException(Errors.Status(
            StatusCode.FailedPrecondition,
            "not possible while PAID",
            "REFUND_STATE_INVALID",
            new Dictionary<string, string> { ["current"] = "PAID" },
            [new FieldViolation { Field = "lines[2].quantity", Description = "quantity must be at least 1", Reason = "INT32_GTE" }],
            TimeSpan.FromMilliseconds(1500)));

        var details = ErrorDetails.From(error).ShouldNotBeNull();

        error.Status.ShouldBe(new Status(StatusCode.FailedPrecondition, "not possible while PAID"));
        details.Info.ShouldBe(new Rpc.ErrorInfo { Reason = "REFUND_STATE_INVALID", Domain = "aftersales", Metadata = { ["current"] = "PAID" } });
        details.Violations.ShouldHaveSingleItem().Field.ShouldBe("lines[2].quantity");
        details.RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void Only_what_is_given_becomes_a_detail()
    {
        Errors.Status(StatusCode.Internal, "broken", violations: []).Details.ShouldBeEmpty();

        var details = ErrorDetails.From(Errors.ToRpcException(Errors.Status(StatusCode.Internal, "broken"))).ShouldNotBeNull();
        details.Info.ShouldBeNull();
        details.Violations.ShouldBeEmpty();
        details.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public void A_status_stays_small_enough_for_a_trailer()
    {
        var violations = Enumerable.Range(0, 1000).Select(i => new FieldViolation { Field = $"lines[{i}].quantity", Description = "quantity must be at least 1", Reason = "INT32_GTE" });

        var status = Errors.Status(StatusCode.InvalidArgument, "the request breaks rules of its contract", "REQUEST_INVALID", violations: violations);

        Convert.ToBase64String(status.ToByteArray()).Length.ShouldBeLessThan(4096);
    }

    [Fact]
    public void An_error_without_details_has_none()
    {
        ErrorDetails.From(new RpcException(new(StatusCode.Unavailable, "away"))).ShouldBeNull();
        ErrorDetails.From(new RpcException(new(StatusCode.Unavailable, "away"), new Metadata { { "x-other", "1" } })).ShouldBeNull();
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0x1a, 0x05, 0x01 })]
    public void A_malformed_trailer_counts_as_none(byte[] trailer) =>
        ErrorDetails.From(new RpcException(new(StatusCode.Internal, ""), new Metadata { { Errors.Trailer, trailer } })).ShouldBeNull();

    [Fact]
    public void A_malformed_detail_counts_as_none()
    {
        var status = new Rpc.Status { Details = { new Any { TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo", Value = ByteString.CopyFrom(0xff) } } };

        ErrorDetails.From(Errors.ToRpcException(status)).ShouldBeNull();
    }

    [Theory]
    [InlineData(long.MaxValue, int.MaxValue, 31_536_000.9999999)]
    [InlineData(long.MinValue, int.MinValue, 0)]
    public void A_senseless_delay_is_kept_within_bounds(long seconds, int nanos, double expected)
    {
        var status = new Rpc.Status { Details = { Any.Pack(new Rpc.RetryInfo { RetryDelay = new() { Seconds = seconds, Nanos = nanos } }) } };

        ErrorDetails.From(Errors.ToRpcException(status))!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(expected));
    }
}
