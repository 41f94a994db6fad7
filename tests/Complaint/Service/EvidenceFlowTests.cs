using System.Net.Http.Json;
using System.Security.Cryptography;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Grpc;
using Aftersales.Simulators;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Client = Aftersales.Contracts.Complaints.EvidenceService.EvidenceServiceClient;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Photos from upload to deletion, with the simulated scanner.</summary>
public sealed class EvidenceFlowTests : IAsyncLifetime
{
    private static readonly byte[] Harmful = [.. Jpeg, .. System.Text.Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")];

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("scanner-");
    private SimulatorHost outside = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        outside = await SimulatorHost.Start(new SimulatorOptions { DataFolder = folder.FullName });
        http = new() { BaseAddress = outside.Root };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await outside.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_photo_is_scanned_shown_to_those_who_may_and_deleted_in_the_end(string database)
    {
        await using var world = await World.Start(database, ("Scanner:Address", outside.Scanner.ToString()));
        var (owner, stranger, agent) = (As(world, Buyer, Role.Customer), As(world, "buyer-2", Role.Customer), As(world, "agent-1", Role.AgentL1));
        var content = Jpeg.Concat(RandomNumberGenerator.GetBytes(200_000)).ToArray();
        var photo = await world.Upload(content);
        var first = await Damaged(world, photo);
        (await owner.ListEvidenceAsync(new() { CaseId = first })).Evidence.ShouldHaveSingleItem().State.ShouldBe(EvidenceState.Available);

        (await Download(owner, first, photo)).ShouldBe(content);
        (await Download(agent, first, photo, "judging the damage")).ShouldBe(content);
        (await Refusal(agent, first, photo)).ShouldBe("INVALID_REQUEST");
        (await Refusal(stranger, first, photo)).ShouldBe("CASE_NOT_FOUND");
        (await Refusal(owner, first, new('0', 64))).ShouldBe("EVIDENCE_NOT_FOUND");
        var timeline = await world.Senior.GetTimelineAsync(new() { CaseId = first });
        timeline.Entries.Where(e => e.Event == "EvidenceRead").Select(e => e.PersonId).ShouldBe(["agent-1"]);

        // Infected: refused, stored nowhere, and blocked where it had come in before.
        (await Uploading(world, Harmful)).ShouldBe("EVIDENCE_BLOCKED");

        // A second case keeps the photo when the first is long over.
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = first });
        await world.Service.Advance(Duration.FromDays(100));
        var second = await Damaged(world, photo);
        await world.Service.Advance(Duration.FromDays(80));
        (await Refusal(owner, first, photo)).ShouldBe("EVIDENCE_DELETED");
        (await Download(owner, second, photo)).ShouldBe(content);
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = second });
        await world.Service.Advance(Duration.FromDays(180));
        (await Refusal(owner, second, photo)).ShouldBe("EVIDENCE_DELETED");
        var gone = (await owner.ListEvidenceAsync(new() { CaseId = second })).Evidence.Single();
        (gone.State, gone.Evidence.EvidenceId, gone.DeletedTime is null).ShouldBe((EvidenceState.Deleted, photo, false));
        System.IO.Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await world.Senior.GetTimelineAsync(new() { CaseId = second })).Entries.Count(e => e.Event == "EvidenceForgotten").ShouldBe(1);
    }

    [Fact]
    public async Task What_the_scanner_could_not_see_is_shown_to_nobody_until_it_has()
    {
        await using var world = await World.Start("sqlite", ("Scanner:Address", outside.Scanner.ToString()));
        var owner = As(world, Buyer, Role.Customer);
        (await http.PostAsJsonAsync("faults", new { operation = "scanner.scan", times = 3, kind = "ERROR_BEFORE" })).EnsureSuccessStatusCode();
        var (photo, harmful) = (await world.Upload(Jpeg), await world.Upload(Harmful));
        var caseId = await Damaged(world, photo, harmful);
        await world.Service.Drain();
        (await Download(owner, caseId, photo)).ShouldBe(Jpeg);
        (await Refusal(owner, caseId, harmful)).ShouldBe("EVIDENCE_BLOCKED");
        (await owner.ListEvidenceAsync(new() { CaseId = caseId })).Evidence.Single(e => e.State == EvidenceState.Blocked).Threat.ShouldBe("Eicar-Test-Signature");
    }

    [Fact]
    public async Task R_CLK_4_a_scanner_that_stays_away_lets_nothing_through()
    {
        await using var world = await World.Start("sqlite", ("Scanner:Address", "http://127.0.0.1:1/"));
        var owner = As(world, Buyer, Role.Customer);
        var caseId = await Damaged(world, await world.Upload(Jpeg));
        var photo = (await owner.ListEvidenceAsync(new() { CaseId = caseId })).Evidence.Single();
        photo.State.ShouldBe(EvidenceState.Pending);
        (await Refusal(owner, caseId, photo.Evidence.EvidenceId)).ShouldBe("EVIDENCE_PENDING");
        await world.Service.Advance(Duration.FromDays(1));
        (await Refusal(owner, caseId, photo.Evidence.EvidenceId)).ShouldBe("EVIDENCE_BLOCKED");
    }

    private static Client As(World world, string person, Role role) => world.Service.Client(invoker => new Client(invoker), Merchant, person, role);

    private static async Task<string> Damaged(World world, params string[] photos)
    {
        var opening = Opening(CaseType.Damaged);
        opening.EvidenceIds.Add(photos);
        return (await world.Customer.OpenCaseAsync(opening)).Case.CaseId;
    }

    private static async Task<byte[]> Download(Client client, string caseId, string photo, string purpose = "")
    {
        using var call = client.DownloadEvidence(new() { RequestId = NewId(), CaseId = caseId, EvidenceId = photo, Purpose = purpose });
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
            content.Write(part.Chunk.Span);
        return content.ToArray();
    }

    private static async Task<string> Refusal(Client client, string caseId, string photo) =>
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(Download(client, caseId, photo)))!.Info!.Reason;

    private static async Task<string> Uploading(World world, byte[] content) =>
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(world.Upload(content)))!.Info!.Reason;
}
