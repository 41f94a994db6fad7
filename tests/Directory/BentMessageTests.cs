using System.Net;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Standard.Rpc;
using Aftersales.Platform.Hosting;
using Aftersales.Testing;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Directories.Tests;

/// <summary>Bytes that are no message, or one that nobody would send: always the sender's mistake, never a defect, and the service goes on.</summary>
public sealed class BentMessageTests
{
    private const int Requests = 400;

    /// <summary>Fields that end too early, lengths that are too long, groups, field 0, wrong wire types, text that is no UTF-8, nesting.</summary>
    private static readonly byte[][] Corpus =
    [
        [], [0x0a], [0x0a, 0xff], [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f], [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0x00], [0x0b], [0x0c], [0x0d, 1], [0x09, 1, 2], [0x0f], [0x0a, 2, 0xff, 0xfe], [0x12, 1, 0xc0], [0x1a, 3, 0xed, 0xa0, 0x80],
        [.. Enumerable.Repeat<byte>(0x0b, 200)], [.. Enumerable.Range(0, 150).SelectMany(n => new byte[] { 0x1a, (byte)(n % 128) })],
    ];

    [Fact]
    public async Task No_bytes_are_answered_with_a_defect()
    {
        await using var host = await TestService.Start("directory", DirectoryApp.Create, "sqlite");
        var address = $"http://127.0.0.1:{host.Services.GetRequiredService<ServiceSettings>().GrpcPort}";
        var token = host.Identity.Token("tea-house", "lin.boss", Role.Supervisor);
        var methods = new[] { DirectoryService.Descriptor, WebhookService.Descriptor, MerchantService.Descriptor, StaffingService.Descriptor, ApiKeyService.Descriptor }
            .SelectMany(service => service.Methods).ToList();
        using var http = new HttpClient();
        var (seed, codes) = (System.Random.Shared.Next(), new HashSet<int>());
        var random = new Random(seed);

        foreach (var method in methods.Concat(Enumerable.Range(0, Requests).Select(_ => methods[random.Next(methods.Count)])))
        {
            var bytes = Bent(random);
            var (code, details) = await Ask(http, $"{address}/{method.Service.FullName}/{method.Name}", token, bytes);
            code.ShouldNotBeOneOf([2, 13, 14], $"seed {seed}: {method.FullName} {Convert.ToHexString(bytes)}");
            if (code == 3)
                details.ShouldNotBeNull($"seed {seed}: {method.FullName} {Convert.ToHexString(bytes)}");
            codes.Add(code);
        }

        codes.ShouldContain(3);
        (await Ask(http, $"{address}/{DirectoryService.Descriptor.FullName}/ListPeople", token, [])).Code.ShouldBe(0);
    }

    private static byte[] Bent(Random random)
    {
        var bytes = Corpus[random.Next(Corpus.Length)].Concat(Corpus[random.Next(Corpus.Length)]).ToArray();
        for (var i = random.Next(3); i > 0 && bytes.Length > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static async Task<(int Code, ErrorInfo? Details)> Ask(HttpClient http, string address, string token, byte[] message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message]),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("authorization", $"Bearer {token}");
        request.Headers.TryAddWithoutValidation("grpc-timeout", "10S");
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        string? Header(string name) => answer.Headers.Concat(answer.TrailingHeaders).FirstOrDefault(header => header.Key == name).Value?.First();
        var status = Header("grpc-status-details-bin") is { } text ? Status.Parser.ParseFrom(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))) : null;
        var code = Header("grpc-status").ShouldNotBeNull($"{address} {Convert.ToHexString(message)}: {answer}");
        return (int.Parse(code), status?.Details.Select(detail => detail.TryUnpack<ErrorInfo>(out var info) ? info : null).FirstOrDefault());
    }
}
