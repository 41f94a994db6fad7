using System.Net;
using System.Text.Json.Nodes;
using Aftersales.Contracts;
using Aftersales.Contracts.Operations;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aftersales.Gateway.Tests;

/// <summary>The contract that every service serves: a request says which of them is meant.</summary>
public sealed class ServiceChoiceTests
{
    private readonly Operations operations = new();

    [Theory]
    [InlineData("refund", null)]
    [InlineData("directory", null)]
    [InlineData("tracking", "gzip")]
    public async Task A_call_of_gRPC_goes_to_the_service_that_its_request_names(string service, string? encoding)
    {
        await using var gateway = await GatewayHost.Start(peers: operations);
        var headers = Operator(gateway);
        if (encoding is not null)
            headers.Add("grpc-internal-encoding-request", encoding);
        var client = new OperationsService.OperationsServiceClient(gateway.Channel);

        (await client.ListDeadLettersAsync(new() { Service = service, EventType = "t" }, headers)).NextPageToken.ShouldBe("t");

        operations.Apps.ShouldBe([service]);
    }

    [Fact]
    public async Task A_call_of_JSON_goes_to_the_service_in_its_path()
    {
        await using var gateway = await GatewayHost.Start(peers: operations);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "v1/operations/invoice/deadLetters?eventType=t");
        asked.Headers.TryAddWithoutValidation("authorization", Operator(gateway).GetValue("authorization"));

        using var answer = await gateway.Http.SendAsync(asked);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["nextPageToken"]!.GetValue<string>().ShouldBe("t");
        operations.Apps.ShouldBe(["invoice"]);
    }

    [Fact]
    public async Task Whatever_is_no_service_of_the_suite_is_refused_here()
    {
        await using var gateway = await GatewayHost.Start(peers: operations);
        var client = new OperationsService.OperationsServiceClient(gateway.Channel);

        foreach (var service in new[] { "", "gateway", "operations", "refund\nx" })
        {
            var refusal = await Should.ThrowAsync<RpcException>(async () => await client.ListDeadLettersAsync(new() { Service = service }, Operator(gateway)));
            refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
            ErrorDetails.From(refusal)!.Violations.ShouldHaveSingleItem().Field.ShouldBe("service");
        }

        var large = new ListDeadLettersRequest { Service = "refund", PageToken = new('x', 100_000) };
        (await Should.ThrowAsync<RpcException>(async () => await client.ListDeadLettersAsync(large, Operator(gateway)))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await gateway.Ask("GET /v1/operations/nobody/deadLetters")).Status.ShouldBe(HttpStatusCode.BadRequest);
        operations.Apps.ShouldBeEmpty();
    }

    private static Metadata Operator(GatewayHost gateway) => GatewayHost.Bearer(gateway.Identity.Token("m1", "p_operator", Role.Operator));

    private sealed class Operations : OperationsService.OperationsServiceBase
    {
        public List<string?> Apps { get; } = [];

        public override Task<ListDeadLettersResponse> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context)
        {
            Apps.Add(context.RequestHeaders.GetValue("dapr-app-id"));
            return Task.FromResult(new ListDeadLettersResponse { NextPageToken = request.EventType });
        }
    }
}
