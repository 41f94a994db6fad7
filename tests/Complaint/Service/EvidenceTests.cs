using System.Security.Cryptography;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Uploads, where nobody scans.</summary>
public class EvidenceTests(SqliteWorld shared) : IClassFixture<SqliteWorld>
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 9];
    private static readonly byte[] Webp = [.. "RIFF____WEBPVP8 "u8];
    private readonly World world = shared.World;

    [Fact]
    public async Task R_PPL_2_photos_are_kept_sealed_by_their_content_and_once()
    {
        var before = Files().Length;
        var large = Jpeg.Concat(RandomNumberGenerator.GetBytes(700_000)).ToArray();
        foreach (var (content, type) in new[] { (Jpeg, "image/jpeg"), (Png, "image/png"), (Webp, "image/webp"), (large, "image/jpeg") })
            (await world.Upload(content, type)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));

        await world.Upload(Jpeg);
        var files = Files();
        files.Length.ShouldBe(before + 4);
        foreach (var kept in files.Select(File.ReadAllBytes))
            kept.AsSpan().IndexOf(large.AsSpan(0, 100)).ShouldBe(-1);
        files.ShouldNotContain(file => file.EndsWith(Convert.ToHexStringLower(SHA256.HashData(large))));
    }

    [Theory]
    [InlineData("image/gif", true)]
    [InlineData("image/png", true)]
    [InlineData("image/jpeg", false)]
    public async Task A_type_is_believed_only_when_the_content_agrees(string claimed, bool isJpeg)
    {
        var before = Files().Length;
        var error = await Should.ThrowAsync<RpcException>(world.Upload(isJpeg ? Jpeg : "<svg onload=…>"u8.ToArray(), claimed));
        var info = ErrorDetails.From(error)!.Info!;
        (error.StatusCode, info.Reason).ShouldBe((StatusCode.InvalidArgument, "EVIDENCE_TYPE_NOT_ALLOWED"));
        info.Metadata["allowed"].ShouldBe("image/jpeg,image/png,image/webp");
        Files().Length.ShouldBe(before);
    }

    [Fact]
    public async Task An_upload_ends_where_it_grows_too_large()
    {
        var error = await Should.ThrowAsync<RpcException>(world.Upload(Jpeg.Concat(new byte[10 * 1024 * 1024]).ToArray()));
        ErrorDetails.From(error)!.Info!.Reason.ShouldBe("EVIDENCE_TOO_LARGE");
    }

    [Fact]
    public async Task The_header_comes_first_and_chunks_are_bounded()
    {
        async Task<string> Stream(params UploadEvidenceRequest[] parts)
        {
            using var upload = world.Customer.UploadEvidence();
            await World.Send(upload, parts);
            return ErrorDetails.From(await Should.ThrowAsync<RpcException>(upload.ResponseAsync))!.Info!.Reason;
        }

        var header = new UploadEvidenceRequest { Header = new() { MediaType = "image/jpeg" } };
        var chunk = new UploadEvidenceRequest { Chunk = ByteString.CopyFrom(Jpeg) };
        (await Stream()).ShouldBe("INVALID_REQUEST");
        (await Stream(chunk)).ShouldBe("INVALID_REQUEST");
        (await Stream(header, header)).ShouldBe("INVALID_REQUEST");
        (await Stream(header, new() { Chunk = ByteString.CopyFrom(new byte[256 * 1024 + 1]) })).ShouldBe("INVALID_REQUEST");
    }

    private string[] Files() => System.IO.Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories);
}
