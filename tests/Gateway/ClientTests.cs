using System.Security.Cryptography;
using System.Text;
using Aftersales.Client;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>The package that integrators call the suite with.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task What_is_safe_to_repeat_is_repeated_under_one_request_id_and_nothing_else()
    {
        await using var gateway = await GatewayHost.Start();
        using var suite = Integrator.Of(gateway);
        var kinds = suite.Of(calls => new KindsService.KindsServiceClient(calls));

        gateway.Kinds.Failures.Enqueue(Integrator.Away);
        gateway.Kinds.Failures.Enqueue(Errors.ToRpcException(Errors.Status(StatusCode.ResourceExhausted, "too many", "RATE_LIMITED", retryAfter: TimeSpan.FromMilliseconds(2))));
        var request = new ChangeRequest { ThingId = "t1" };
        var answer = await kinds.ChangeAsync(request);
        Guid.TryParse(answer.RequestId, out _).ShouldBeTrue();
        answer.RequestId.ShouldBe(request.RequestId);
        (await kinds.ChangeAsync(request)).RequestId.ShouldBe(answer.RequestId);

        gateway.Kinds.Failures.Enqueue(Integrator.Away);
        (await kinds.AskAsync(new() { Text = "read" })).Text.ShouldBe("read");

        foreach (var _ in Enumerable.Range(0, Integrator.Hasty.Tries))
            gateway.Kinds.Failures.Enqueue(Integrator.Away);
        (await Should.ThrowAsync<RpcException>(async () => await kinds.AskAsync(new()))).StatusCode.ShouldBe(StatusCode.Unavailable);
        gateway.Kinds.Failures.ShouldBeEmpty();

        gateway.Backend.Failing = Integrator.Away;
        await Should.ThrowAsync<RpcException>(async () => await suite.Of(calls => new EchoService.EchoServiceClient(calls)).UnaryAsync(new()));
        gateway.Backend.Calls.Count.ShouldBe(1);
        gateway.Backend.Calls[0].Deadline.ShouldBe(DateTime.UtcNow + Integrator.Hasty.Deadline, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_refusal_has_a_reason_and_facts()
    {
        await using var gateway = await GatewayHost.Start();
        using var suite = Integrator.Of(gateway);

        var error = await Should.ThrowAsync<RpcException>(async () => await suite.Of(calls => new EchoService.EchoServiceClient(calls)).RefuseAsync(new()));

        var refusal = error.Refusal().ShouldNotBeNull();
        (refusal.Reason, refusal.ReasonText, refusal.Current, refusal.Rule, refusal.RetryAfter)
            .ShouldBe((ErrorReason.ReturnStateInvalid, "RETURN_STATE_INVALID", "CLOSED", null, TimeSpan.FromSeconds(7)));
        new RpcException(new(StatusCode.Unavailable, "")).Refusal().ShouldBeNull();
        Errors.ToRpcException(Errors.Status(StatusCode.Internal, "", "OF_A_LATER_RELEASE")).Refusal()!.Reason.ShouldBe(ErrorReason.Unspecified);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_no_further_than_wanted()
    {
        var asked = new List<string>();
        AsyncUnaryCall<ListCasesResponse> List(ListCasesRequest request)
        {
            asked.Add(request.PageToken);
            var number = request.PageToken.Length + 1;
            return new(
                Task.FromResult(new ListCasesResponse { Cases = { new Contracts.Complaints.Case { CaseId = $"case_{number}" } }, NextPageToken = number < 3 ? new('p', number) : "" }),
                Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }

        var all = await Lists.All(new ListCasesRequest(), List, page => page.Cases).Select(one => one.CaseId).ToListAsync();
        all.ShouldBe(["case_1", "case_2", "case_3"]);
        asked.ShouldBe(["", "p", "pp"]);
        await Lists.All(new ListCasesRequest(), List, page => page.Cases).FirstAsync();
        asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_watch_goes_on_where_it_broke_and_ends_with_what_waiting_does_not_mend()
    {
        using var suite = new AfterSalesClient(new("http://127.0.0.1:1"), Credential.ApiKey("afk.m.key.secret"), Integrator.Hasty);
        var places = new List<string>();
        AsyncServerStreamingCall<WatchTimelineResponse> Watch(WatchTimelineRequest request, CallOptions options)
        {
            places.Add(request.PageToken);
            Exception end = places.Count switch
            {
                1 => new RpcException(new(StatusCode.Unavailable, "gone")),
                2 => new RpcException(new(StatusCode.Internal, "the connection broke")),
                _ => Errors.ToRpcException(Errors.Status(StatusCode.NotFound, "no such case", "CASE_NOT_FOUND")),
            };
            return new(new Messages(new([new() { NextPageToken = $"after {places.Count}" }]), end), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }

        var told = new List<string>();
        var refused = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var message in suite.Watch(new WatchTimelineRequest(), Watch))
                told.Add(message.NextPageToken);
        });

        told.ShouldBe(["after 1", "after 2", "after 3"]);
        places.ShouldBe(["", "after 1", "after 2"]);
        refused.Refusal()!.Reason.ShouldBe(ErrorReason.CaseNotFound);
    }

    [Fact]
    public void Only_what_was_signed_lately_is_an_event()
    {
        var time = new ManualTime();
        var secret = RandomNumberGenerator.GetBytes(32);
        var webhook = new Webhook($"whsec_{Convert.ToBase64String(secret)}", time);
        var body = """{"type":"aftersales.complaint.v1.CaseOpened","subject":"case_1","merchant":"acme","data":{"case":{"caseId":"case_1","ofALaterRelease":1}}}"""u8.ToArray();
        var sent = $"{time.GetUtcNow().ToUnixTimeSeconds()}";
        var signature = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"e1.{sent}."), .. body]))}";

        var happened = webhook.Read("e1", sent, $"v1,AAAA {signature}", body).ShouldNotBeNull();
        (happened.Id, happened.Subject, happened.Merchant, happened.As<CaseOpened>().Case.CaseId).ShouldBe(("e1", "case_1", "acme", "case_1"));
        webhook.Read("e2", sent, signature, body).ShouldBeNull();
        webhook.Read("e1", sent, "v1,AAAA", body).ShouldBeNull();
        webhook.Read("e1", null, signature, body).ShouldBeNull();
        time.Advance(TimeSpan.FromMinutes(6));
        webhook.Read("e1", sent, signature, body).ShouldBeNull();
    }

    [Fact]
    public void An_event_of_a_newer_suite_is_read_and_another_message_is_refused()
    {
        var happened = new WebhookEvent(
            "e1", CaseOpened.Descriptor.FullName, "case_1", "acme", """{"case":{"caseId":"case_1","type":"CASE_TYPE_OF_A_LATER_RELEASE","ofALaterRelease":{}}}""");

        var opened = happened.As<CaseOpened>().Case;

        (opened.CaseId, opened.Type).ShouldBe(("case_1", CaseType.Unspecified));
        Should.Throw<InvalidOperationException>(() => happened.As<OfferMade>()).Message.ShouldBe("the event is a aftersales.complaint.v1.CaseOpened, no aftersales.complaint.v1.OfferMade");
        Should.Throw<FormatException>(() => (happened with { Data = """{"case":"13800000000"}""" }).As<CaseOpened>()).Message.ShouldNotContain("138");
    }

    private sealed class Messages(Queue<WatchTimelineResponse> waiting, Exception end) : IAsyncStreamReader<WatchTimelineResponse>
    {
        public WatchTimelineResponse Current { get; private set; } = new();

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!waiting.TryDequeue(out var next))
                return Task.FromException<bool>(end);
            Current = next;
            return Task.FromResult(true);
        }
    }
}
